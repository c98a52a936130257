# Collections of N living objects in pairs, ROUNDS of them.
import gc
class Node:
    pass
N = 1000000
ROUNDS = 1
gc.disable()
keep = [None] * (N // 2)
for i in range(N // 2):
    a = Node()
    b = Node()
    a.other = b
    b.other = a
    keep[i] = a
found = 0
for i in range(ROUNDS):
    found = found + gc.collect()
print(found)
