# Callbacks of weakrefs: unreachable-list order; across objects; trash weakrefs silent; then finalizers.
import gc, weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
gc.collect()
def cb(n): return lambda w: print("cb", n, w())
x, y, z = N("x"), N("y"), N("z")
ws = [weakref.ref(z, cb("z1")), weakref.ref(x, cb("x1")), weakref.ref(y, cb("y1")), weakref.ref(x, cb("x2")), weakref.proxy(y, cb("y2")), weakref.ref(z, cb("z2"))]
x.y = y; y.z = z; z.x = x
x.own = weakref.ref(y, cb("never")); x.cl = weakref.ref(x, x.__class__)
f1 = weakref.finalize(y, print, "fin y")
del x, y, z
print(gc.collect())
print([w() for w in ws if type(w) is weakref.ref], f1.alive)
k = N("k"); k.k = k
wk = weakref.ref(k, lambda w: print("collect in cb", gc.collect(), gc.get_count()[1:]))
del k
print(gc.collect(1))
m = N("m"); m.m = m
def drop(w): ws.clear(); print("dropped")
nn = N("nn"); nn.m = m
ws = [weakref.ref(m, cb("m")), weakref.ref(nn, drop), weakref.ref(m, cb("m2"))]
nn.me = nn
del m, nn
print(gc.collect())
