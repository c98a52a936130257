# Finalizers that collect.
import gc, weakref
class A:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n, gc.isenabled(), gc.collect())
        saved.append(self)
saved = []
gc.collect()
a = A("a"); b = A("b"); a.b = b; b.a = a
w = weakref.ref(a)
del a, b
print(gc.collect(), len(saved), w())
print([gc.is_finalized(x) for x in saved])
saved.clear()
print(gc.collect(), w())
c = A("c")
d = {"c": c}; c.d = d
x = [c]
del c, d
print(gc.collect())
x.clear()
print(gc.collect(), [s.n for s in saved])
class R:
    def __del__(self):
        self.again = [self]
        keep.append(self.again)
keep = []
R()
print(len(keep), gc.collect())
keep.clear()
print(gc.collect())
