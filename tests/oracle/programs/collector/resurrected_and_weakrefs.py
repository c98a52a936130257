# handle_resurrected: only what is reachable from the revived survives; all weakrefs were cleared.
import gc, weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n)
        if self.n == "r": keep.append(self)
keep = []
gc.collect(); gc.disable()
r, s, t, u = N("r"), N("s"), N("t"), N("u")
r.s = s; s.r = r; s.t = t; t.t = t; u.r = r; u.u = u; t.lst = [u] if False else []
refs = [weakref.ref(x) for x in (r, s, t, u)]
del r, s, t, u
print(gc.collect(0), [w() for w in refs], [weakref.getweakrefcount(keep[0])])
print(keep[0].s.t.n, [len(gc.get_objects(1)) > 0, any(o is keep[0] for o in gc.get_objects(1)), any(o is keep[0] for o in gc.get_objects(0))])
print(gc.is_finalized(keep[0]), gc.is_finalized(keep[0].s), gc.is_finalized(keep[0].s.t))
keep.clear()
print(gc.collect(0), gc.collect(1))
gc.enable()
