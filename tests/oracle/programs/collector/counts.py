# gc.get_count(): allocations minus deallocations, and collections of the younger generation.
import gc
class Node:
    pass
gc.disable()
gc.collect()
c0 = gc.get_count()
a = Node()
b = Node()
c1 = gc.get_count()
gc.collect(0)
c2 = gc.get_count()
gc.collect(0)
c3 = gc.get_count()
gc.collect(1)
c4 = gc.get_count()
del a
del b
c5 = gc.get_count()
gc.collect()
c6 = gc.get_count()
print(c0, c1, c2, c3, c4, c5, c6)
