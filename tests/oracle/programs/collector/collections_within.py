# Nested collections: gc.collect in __del__, in a weakref callback, in gc callbacks returns 0.
import gc, weakref
class N:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self):
        x = [self.n]; x.append(x); del x
        print("del", self.n, gc.collect(), gc.collect(0), gc.isenabled())
gc.collect()
a = N("a"); r = weakref.ref(a, lambda w: print("cb", gc.collect()))
def note(p, i): print(p, gc.collect(), i)
gc.callbacks.append(note)
del a
print(gc.collect())
print(gc.collect())
gc.callbacks.clear()
b = N("b"); b.me = None; del b
print("by count")
print(gc.collect(), [s["collections"] > 0 for s in gc.get_stats()])
