# A long ring and a thousand pairs go in one collection.
import gc
class Node:
    pass
gc.disable()
gc.collect()
first = Node()
last = first
for i in range(999):
    n = Node()
    last.next = n
    last = n
last.next = first
for i in range(1000):
    a = Node()
    b = Node()
    a.other = b
    b.other = a
del first
del last
del n
print(gc.collect())
del a
del b
print(gc.collect())
