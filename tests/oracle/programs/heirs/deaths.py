import sys, gc, weakref
gc.collect()
class Noisy:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
class L(list):
    def __del__(self): print('L del', len(self))
class D(dict): pass
class S(set): pass
class F(frozenset): pass
class T(tuple): pass
class I(int): pass
class St(str): pass
class SL(list): __slots__ = ('a', 'b')
class S0(set): __slots__ = ()
class WL(list): __slots__ = ('__weakref__',)
# order: own __del__, weak references, slots, attributes, items
l = L([Noisy(1), Noisy(2)]); l.x = Noisy('x'); l.y = Noisy('y')
w = weakref.ref(l, lambda r: print('L gone', r() is None))
del l
d = D(k=Noisy(3), q=Noisy(4)); d.attr = Noisy('attr')
w = weakref.ref(d, lambda r: print('D gone'))
del d
s = S([Noisy(5)]); s.attr = Noisy('sattr')
w = weakref.ref(s, lambda r: print('S gone'))
del s
f = F([Noisy(6)]); f.attr = Noisy('fattr')
w = weakref.ref(f, lambda r: print('F gone'))
del f
t = T((Noisy(7), Noisy(8))); t.attr = Noisy('tattr')
try: weakref.ref(t)
except TypeError as e: print(e)
del t
i = I(7); i.attr = Noisy('iattr')
try: weakref.ref(i)
except TypeError as e: print(e)
del i
q = St('abc'); q.attr = Noisy('qattr'); w = weakref.ref(q, lambda r: print('St gone')); del q
x = SL([Noisy('item')]); x.b = Noisy('b'); x.a = Noisy('a')
try: x.c = 1
except AttributeError as e: print(e)
try: weakref.ref(x)
except TypeError as e: print(e)
del x
z = S0([Noisy('z')]); w = weakref.ref(z, lambda r: print('S0 gone')); print(sys.getsizeof(z)); del z
z = WL([1]); w = weakref.ref(z); print(sys.getsizeof(z), w() is z, weakref.getweakrefcount(z)); del z; print(w())
# cycles
l = L(); l.append(l); del l; print(gc.collect())
d = D(); d['me'] = d; d.me = d; w = weakref.ref(d); del d; print(w() is None, gc.collect(), w() is None)
s = S(); s.me = s; s.add(1); del s; print(gc.collect())
t = T(([],)); t[0].append(t); t.n = Noisy('tcycle'); del t; print(gc.collect())
i = I(5); i.me = i; del i; print(gc.collect())
q = St('q'); q.me = [q]; del q; print(gc.collect())
class Node(list): pass
a = Node([Noisy('a0')]); b = Node([Noisy('b0')]); a.append(b); b.append(a); a.x = Noisy('ax'); del a, b; print(gc.collect())
# referents, referrers, tracking, counts
l = Node([1, 'two']); o = object; l.x = d = {}
print([type(r).__name__ for r in gc.get_referents(l)], sys.getrefcount(l), sys.getrefcount(d), gc.is_tracked(l))
print([type(r).__name__ for r in gc.get_referents(D(a=1, b=2))], [type(r).__name__ for r in gc.get_referents(I(5))], [type(r).__name__ for r in gc.get_referents(T((1, 2)))])
p = []; l = Node([p]); print(gc.get_referrers(p) == [l] or [type(x).__name__ for x in gc.get_referrers(p)], sys.getrefcount(p))
l.append(p); print(sys.getrefcount(p)); l.clear(); print(sys.getrefcount(p))
it = iter(l); print(sys.getrefcount(l)); del it; print(sys.getrefcount(l))
m = l.append; print(sys.getrefcount(l)); del m
d = D(a=1); k = d.keys(); print(sys.getrefcount(d), list(k), len(k)); d['b'] = 2; print(list(k), sorted(d.items())); del k
def g(x): return sys.getrefcount(x)
print(g(d), g(T((1,))), g(I(3)))
for x in Node([1, 2]): print(x, end=' ')
print()
print(gc.isenabled(), gc.get_count()[1:])
v = weakref.WeakValueDictionary(); d = D(z=1); v['d'] = d; print(len(v), v['d'] is d); del d; print(len(v))
ws = weakref.WeakSet(); d = F([1]); ws.add(d); print(len(ws)); del d; print(len(ws))
pr = Node([1, 2]); px = weakref.proxy(pr); print(len(px), px[0], list(px)); px.append(3); print(pr)
fin = weakref.finalize(pr, print, 'finalized'); del pr
c = [Node([i]) for i in range(3)]; c.clear(); print(gc.get_count()[1:])
class R(list):
    def __del__(self): global saved; saved = self
r = R([1]); r.x = 5; del r; print(saved, saved.x, gc.is_finalized(saved)); del saved
class K(dict): pass
del K; print(gc.collect())
class K(set): pass
del K; print(gc.collect())
class K(int): pass
del K; print(gc.collect())
