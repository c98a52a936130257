# Lists that grow item by item, are read and dropped, in a function.
N = 1000
LENGTH = 1000
def work():
    total = 0
    for i in range(N):
        x = []
        for k in range(LENGTH):
            x.append(k)
        y = [k + 1 for k in x]
        total = total + y[i]
    return total
print(work())
