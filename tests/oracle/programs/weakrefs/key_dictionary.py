import weakref, gc, sys
class K:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'K' + str(self.n)
    def __del__(self): print('del', self.n)
class E:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, E) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return 'E' + str(self.n)
def tr(t):
    try: print(t())
    except BaseException as e: print(type(e).__name__, e)
d = weakref.WeakKeyDictionary()
a, b = K(1), K(2)
d[a] = 'one'; d[b] = [2]
print(len(d), d[a], d.get(b), a in d, 5 in d, list(d), list(d.keys()), list(d.values()), list(d.items()), bool(d))
print(weakref.getweakrefcount(a), sys.getrefcount(a), sys.getsizeof(d))
del a; print(len(d), list(d.items()))
tr(lambda: d[3]); 
def s5(): d[5] = 1
tr(s5)
def d5():
    try: del d[E(1)]
    except KeyError as e: raise KeyError(type(e.args[0]).__name__)
tr(d5)
x, y = E(1), E(1)
d[x] = 'x'; print(d[y], y in d, len(d)); d[y] = 'y'; print(len(d), d[x], weakref.getweakrefcount(x), weakref.getweakrefcount(y))
del y; print(len(d)); del x; print(len(d))
k = [E(i) for i in range(5)]
d = weakref.WeakKeyDictionary({o: o.n for o in k}); o = None
for o in d:
    print(o, len(d), len(d.data)); o = None
    if len(k) > 2: k.pop()
print(list(d.items()), len(d), len(d.data))
for o, v in d.items():
    print(o, v)
    del d[o]; o = None; break
print(len(d))
print(d.pop(k[1], 'none'), d.setdefault(k[0], 'dflt'), d.setdefault(k[0], 'again'), d.pop(E(99), 'gone'))
d.update({k[1]: 'up'}); c = d.copy(); print(dict(c) == dict(d), c == d, c is d, [r() for r in d.keyrefs()])
print(dict(d | {k[0]: 'or'})); d |= {k[0]: 'ior'}; print(dict(d)); print(d.popitem()); d.clear(); print(len(d)); tr(lambda: d.popitem())
tr(lambda: hash(d)); tr(lambda: weakref.WeakKeyDictionary(1))
# value refers to its key: never dies
n = K('self'); d[n] = n; del n; gc.collect(); print(len(d)); d.clear(); print('cleared')
class N: pass
n = N(); n.me = n; d[n] = K('val'); del n; print(gc.collect(), len(d))
m = weakref.WeakKeyDictionary(); m.me = m; z = N(); m[z] = 1; del m; print(gc.collect(), weakref.getweakrefcount(z))
print(weakref.WeakKeyDictionary)
class Registry:
    data = weakref.WeakKeyDictionary()
def tag(o, t): Registry.data[o] = t
o = K(7); tag(o, 'seven'); print(Registry.data[o]); del o; print(len(Registry.data))
print('end')
