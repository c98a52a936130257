# Pairs that hold each other: the collector has to find them, and starts by itself.
class Node:
    pass
N = 300000
for i in range(N):
    a = Node()
    b = Node()
    a.other = b
    b.other = a
print(i)
