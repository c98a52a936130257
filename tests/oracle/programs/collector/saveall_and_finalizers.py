# DEBUG_SAVEALL: finalizers have run, weakrefs are cleared, the return value counts; garbage keeps all alive.
import gc, sys, weakref
class N:
    def __init__(self, n): self.n = n; self.me = self; self.l = [n]
    def __del__(self): print("del", self.n)
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
a = N("a"); r = weakref.ref(a, lambda w: print("cb")); w = weakref.WeakValueDictionary(a=a)
del a
print(gc.collect(), r(), len(w), len(gc.garbage))
print([type(x).__name__ for x in gc.garbage], gc.garbage[0].n, sys.getrefcount(gc.garbage[0]))
print(gc.collect(), len(gc.garbage))
gc.garbage[0].me = None
x = gc.garbage[0]
gc.garbage.clear()
print(gc.is_finalized(x), gc.is_tracked(x))
del x
print("silent death")
b = N("b"); b.me = None; del b
print(gc.collect(0), gc.garbage)
c = [N("c1"), N("c2")]; c[0].o = c[1]; c[1].o = c[0]; del c
print(gc.collect(0), len(gc.garbage), gc.get_stats()[0]["uncollectable"])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect())
print(gc.get_debug(), gc.DEBUG_LEAK, gc.DEBUG_SAVEALL)
