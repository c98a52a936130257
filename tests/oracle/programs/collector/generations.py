# A young collection sees only the young; survivors grow old.
import gc
class Node:
    pass
gc.disable()
gc.collect()
a = Node()
a.me = a
print(gc.collect(0))
del a
print(gc.collect(0), gc.collect(1))
b = Node()
b.me = b
gc.collect(0)
gc.collect(1)
del b
print(gc.collect(0), gc.collect(1), gc.collect(2))
