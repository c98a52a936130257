# Functions that call each other, with arguments and locals.
N = 500000
def add(a, b):
    c = a + b
    return c
def twice(x):
    y = add(x, x)
    return y
def work():
    total = 0
    for i in range(N):
        total = add(total, twice(i))
    return total
print(work())
