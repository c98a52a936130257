# gc.collect() returns how many unreachable objects it found.
import gc
class Node:
    pass
gc.collect()
print(gc.collect())
a = Node()
a.me = a
del a
print(gc.collect())
a = Node()
b = Node()
a.other = b
b.other = a
del a
print(gc.collect())
del b
print(gc.collect())
l = []
l.append(l)
del l
print(gc.collect())
d = {}
d["d"] = d
d["l"] = [d]
del d
print(gc.collect())
t = ([],)
t[0].append(t)
t = None
print(gc.collect(), gc.collect())
