import weakref, gc, sys
class A:
    def m(self): pass
    def __init__(self, n=0): self.n = n
    def __del__(self): print('del', self.n)
def f(): pass
def tr(g):
    try: r = g(); print(type(r).__name__ if not isinstance(r,(int,str,bool)) else r)
    except BaseException as e: print(type(e).__name__, e)
a = A()
for o in (1, 1.5, 's', 't', (1,), [1], {}, None, True, object(), range(3), ..., ValueError('x')):
    tr(lambda: weakref.ref(o))
for o in (A, f, a, a.m, len, {1}, frozenset([1]), gc, int, lambda: 1, [].append):
    tr(lambda: weakref.ref(o))
r = weakref.ref(f); print(r() is f, weakref.ref(f) is r)
rm = weakref.ref(a.m); print(rm())
rs = weakref.ref(A); print(rs() is A)
s = {1,2}; r = weakref.ref(s, lambda r: print('set gone', r())); del s
# callbacks
def cb1(r): print('cb1', r(), sys.getrefcount(r), sys.getrefcount(cb1), r.__callback__ is cb1)
def cb2(r): print('cb2', sys.getrefcount(r)); 1/0
def cb3(r): print('cb3', gc.get_count()[0] > 0)
b = A(1); r1 = weakref.ref(b, cb1); r2 = weakref.ref(b, cb2); r3 = weakref.ref(b, cb3); r0 = weakref.ref(b); p=weakref.proxy(b)
print([x is y for x, y in ((weakref.getweakrefs(b)[0], r0), (weakref.getweakrefs(b)[1], p), (weakref.getweakrefs(b)[2], r3), (weakref.getweakrefs(b)[4], r1))])
print(r1.__callback__ is cb1, r0.__callback__)
del b
print(r1.__callback__)
# callback that resurrects other things
saved = []
class N: pass
n = N(); n.me = n; n.name = 'n'
out = weakref.ref(n, lambda r: saved.append(r))
del n
print(gc.collect(), len(saved), saved[0]() )
# gc callback refcount
n = N(); n.me = n
out = weakref.ref(n, cb1); del n
print(gc.collect(), out.__callback__ is cb1)
# weakref part of garbage
n = N(); n.me = n; n.w = weakref.ref(n, cb1); del n
print(gc.collect())
# trash holds weakref to outside
k = A(5); n = N(); n.me = n; n.w = weakref.ref(k, cb1); del n
print(gc.collect()); del k
# hash
k = A(6); h = weakref.ref(k); print(hash(h) == hash(k)); d = {h: 1}; del k; print(h in d, d[h], hash(h) is not None)
k1 = A(7); k2 = A(7)
x, y = weakref.ref(k1), weakref.ref(k2); print(x == y, x != y, x == weakref.ref(k1)); del k1; print(x == y, x == x, x != y); del k2; print(x == y)
class E:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __hash__(s): return hash(s.v)
e1, e2 = E(1), E(1)
x, y = weakref.ref(e1), weakref.ref(e2); print(x == y, hash(x) == hash(y), {x: 1}[y])
# ref dies before object
z = N(); w = weakref.ref(z, cb1); del w; print(weakref.getweakrefcount(z)); del z
print(sys.getsizeof(x), gc.is_tracked(x), gc.get_referents(out)==[cb1])
# counts
quiet = []
def cbq(r): quiet.append(gc.get_count()[0])
gc.collect(); gc.disable()
z = N(); c0 = gc.get_count()[0]
w = weakref.ref(z); w2 = weakref.ref(z); w3 = weakref.ref(z, cbq)
c1 = gc.get_count()[0]; del z; c2 = gc.get_count()[0]; del w, w2, w3; c3 = gc.get_count()[0]
z = N(); w3 = weakref.ref(z, cbq); del z; c4 = gc.get_count()[0]
z = N(); w3 = weakref.ref(z, cbq); w4 = weakref.ref(z, cbq); del z; c5 = gc.get_count()[0]
print([c - c0 for c in [c1, c2, c3, c4, c5] + quiet])
class M:
    def on(self, r): print('on', r is self.r, sys.getrefcount(self))
m = M(); t = N(); m.r = weakref.ref(t, m.on); del t; print(m.r()); del m
print(gc.collect())
def make():
    o = A(9)
    return weakref.ref(o)
print(make()())
import gc as g
def bad(r): raise ValueError('in cb')
q = N(); w = weakref.ref(q, bad); q = None; print('after')
class Late:
    def __del__(self):
        global lr
        lr = weakref.ref(self); print('late', lr() is self)
l = Late(); del l; print(lr())
class Res:
    def __del__(self): global kept; kept = self
l = Res(); lw = weakref.ref(l, cb3); del l; print(lw() is kept); del kept; print(lw())
print(weakref.ref, weakref.ReferenceType is weakref.ref, type(lw))
