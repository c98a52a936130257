import weakref, gc, sys
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'V%s' % self.n if 0 else 'V' + str(self.n)
    def __del__(self): print('del', self.n)
class Q:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'Q' + str(self.n)
def tr(t):
    try: print(t())
    except BaseException as e: print(type(e).__name__, e)
d = weakref.WeakValueDictionary()
print(len(d), list(d), bool(d), sys.getsizeof(d))
a, b, c = V(1), V(2), V(3)
d['a'] = a; d['b'] = b; d['c'] = c
print(len(d), d['a'], 'b' in d, 'x' in d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(sys.getrefcount(a), weakref.getweakrefcount(a))
del b
print(len(d), list(d.items()), 'b' in d, d.get('b'), d.get('b', 7), d.get('a'))
tr(lambda: d['b']); tr(lambda: d.pop('b')); print(d.pop('b', 9), d.pop('a'))
def dl(): del d['zz']
tr(dl)
def st(): d['i'] = 5
tr(st)
tr(lambda: hash(d))
d['a'] = a
print(d.setdefault('a', c), d.setdefault('n', c), sorted(d))
# iteration and death
x = [V(i) for i in range(10, 14)]
e = weakref.WeakValueDictionary((o.n, o) for o in x)
print(list(e))
o = None
for k in e:
    if x:
        del x[0]
    print(k, len(e.data))
print(list(e), len(e), len(e.data))
x = [Q(i) for i in range(4)]
e = weakref.WeakValueDictionary({o.n: o for o in x}); o = None
for k, v in e.items():
    print(k, v, len(e.data))
    if len(x) > 2: x.pop(); 
    v = None
print(dict(e), len(e))
# update, copy, |
q = [Q(i) for i in range(3)]
w = weakref.WeakValueDictionary(a=q[0], b=q[1]); w2 = w.copy(); print(w2 is w, dict(w2), type(w2).__name__, w == w2, w == {'a': q[0], 'b': q[1]}, w != w2)
w.update({'c': q[2]}); w.update(z=q[0]); w.update([('l', q[1])]); print(dict(w))
print(dict(w | {'n': q[0]}), dict({'n': q[1]} | w2)); w2 |= {'m': q[2]}; print(dict(w2))
tr(lambda: w | 3)
print([r() for r in w.valuerefs()], [r() for r in w.itervaluerefs()], type(w.valuerefs()[0]).__name__, w.valuerefs()[0].key)
print(w.popitem()); w.clear(); print(len(w)); tr(lambda: w.popitem())
tr(lambda: weakref.WeakValueDictionary(1, 2))
# gc
class N: pass
n = N(); n.me = n; d['cyc'] = n; del n
print('cyc' in d); print(gc.collect()); print('cyc' in d, len(d))
cont = weakref.WeakValueDictionary(); cont['c'] = c; cont.me = cont; print(weakref.getweakrefcount(c)); del cont; print(gc.collect(), weakref.getweakrefcount(c))
class Sub(weakref.WeakValueDictionary):
    def size(self): return len(self)
s = Sub(); s['k'] = a; print(s['k'], isinstance(s, weakref.WeakValueDictionary), type(s).__name__); tr(lambda: s['zz'])
print(weakref.WeakValueDictionary, weakref.WeakValueDictionary.__name__, weakref.WeakValueDictionary.__module__)
print(next(iter(d)), type(iter(d)).__name__)
class Cache:
    _c = weakref.WeakValueDictionary()
    def get(self, k):
        o = self._c.get(k)
        if o is None:
            o = Q(k); self._c[k] = o; print('made', k)
        return o
ch = Cache(); t1 = ch.get(1); t2 = ch.get(1); print(t1 is t2); del t1, t2; ch.get(1); print(len(Cache._c))
print('end')
x = [Q(i) for i in range(3)]
e = weakref.WeakValueDictionary((o.n, o) for o in x); o = None
try:
    for k in e:
        x.clear(); print(len(e))
except RuntimeError as err: print(err)
print(len(e))
