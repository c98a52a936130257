# freeze: survivors of a frozen world, the permanent generation at collection, refs into it.
import gc, weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
gc.collect()
a = N("a"); a.a = a; l = [a]
gc.freeze()
c0 = gc.get_freeze_count()
b = N("b"); b.b = b; b.a = a; a.b = b
r = weakref.ref(b, lambda w: print("cb b"))
del b
print(gc.collect(), r() is None)
del a.b
print(gc.collect(), r() is None)
l.clear(); del a
print(gc.collect(), gc.get_freeze_count() == c0)
gc.unfreeze()
print(gc.collect())
d = {}; t = (1, 2); s = tuple([3, 4])
gc.freeze(); gc.collect(); print(gc.is_tracked(s), gc.is_tracked(t))
gc.unfreeze(); gc.collect(); print(gc.is_tracked(s))
print(gc.get_count(), gc.get_freeze_count())
