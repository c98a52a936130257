# A cycle that anything alive leads to is not garbage, nor is what hangs on it.
import gc
class Node:
    def __init__(self, name):
        self.name = name
gc.collect()
a = Node("a")
b = Node("b")
c = Node("c")
a.next = b
b.next = c
c.next = a
box = {"b": [b]}
del a
del b
del c
print(gc.collect())
print(box["b"][0].next.next.name)
tail = box["b"][0].next
box = None
print(gc.collect(), tail.name)
tail.next = None
tail = None
print(gc.collect())
