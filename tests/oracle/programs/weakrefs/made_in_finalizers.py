# Weakref with callback made inside __del__ during a collection: called in 3.13.0.
import gc, weakref
class N:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self):
        late.append(weakref.ref(self, lambda w: print("late", w())))
        late.append(weakref.ref(self.other, lambda w: print("late other", w())))
        print("del", self.n, [w() is None for w in early])
late = []; early = []
gc.collect()
a, b = N("a"), N("b"); a.other = b; b.other = a
early += [weakref.ref(a), weakref.ref(b)]
del a, b
print(gc.collect())
print([w() for w in late])
