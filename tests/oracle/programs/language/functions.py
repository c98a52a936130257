# Functions: defaults, keywords, recursion, values that are functions.
def add(a, b=10):
    return a + b
print(add(1), add(1, 2), add(b=5, a=6), add(1, b=3))
def fact(n):
    if n < 2:
        return 1
    return n * fact(n - 1)
print(fact(10))
def nothing():
    pass
print(nothing())
f = add
print(f(2), f.__name__)
def grow(x, l=[]):
    l.append(x)
    return l
print(grow(1), grow(2), grow(3, []))
def several():
    return 1, "two", [3]
a, b, c = several()
print(c, b, a)
