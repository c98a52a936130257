# Lists that grow item by item, and are dropped.
N = 2000
LENGTH = 1000
for i in range(N):
    x = []
    for k in range(LENGTH):
        x.append(k)
print(len(x), x[-1])
