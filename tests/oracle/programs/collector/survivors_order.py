# move_unreachable: objects that turn out reachable join the tail; order through finalizers and get_objects.
import gc
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
def order(g): return [o.n for o in gc.get_objects(g) if type(o) is N]
gc.collect(); gc.disable()
a, b, c, d, e, f = [N(x) for x in "abcdef"]
f.x = a; a.x = c; e.x = b; b.x = [d]
del a, b, c, d
print(order(0))
gc.collect(0); print(order(1))
g = N("g"); g.x = f; f.y = g; h = N("h"); h.x = g
del f, g
gc.collect(0); print(order(1))
gc.collect(1); print(order(2))
h.z = e; e.z = h
gc.collect(); print(order(2))
del e, h
print(gc.collect())
gc.enable()
