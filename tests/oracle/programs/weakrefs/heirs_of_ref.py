import weakref, gc, sys
class N:
    def __init__(self, n=0): self.n = n
    def __repr__(self): return 'N' + str(self.n)
class MyRef(weakref.ref):
    def __init__(self, ob, callback=None, /, **more):
        super().__init__(ob, callback)
        self.count = 0
        for k, v in more.items(): setattr(self, k, v)
    def __call__(self):
        ob = super().__call__()
        if ob is not None: self.count += 1; return ob, self.count
        return None
class Plain(weakref.ref): pass
class Slotted(weakref.ref):
    __slots__ = ('extra', '__weakref__')
    def __init__(self, ob, callback=None): super().__init__(ob, callback); self.extra = 'e'
    def __del__(self): print('del slotted', self.extra)
def cb(r): print('cb', type(r).__name__, r is m, r())
a = N(1)
m = MyRef(a, cb, x=5); print(m(), m(), m.x, m.count, m.__callback__ is cb)
p = Plain(a); q = Plain(a); r = weakref.ref(a); px = weakref.proxy(a)
print(p is q, p == q, p == r, r == p, hash(p) == hash(r), {p: 1}[q], p() is a)
print([type(w).__name__ for w in weakref.getweakrefs(a)], weakref.getweakrefcount(a))
s = Slotted(a, cb); print(s.extra, s() is a, sys.getsizeof(s), sys.getsizeof(p), sys.getsizeof(m), sys.getsizeof(r), gc.is_tracked(p))
p.attr = [1]; print(p.attr, p.__dict__, isinstance(p, weakref.ref), isinstance(r, Plain), issubclass(Plain, weakref.ref))
del a; print(p(), s(), m(), p == q, p == p)
del s
wr = weakref.ref(p, lambda r: print('ref to ref gone')); del p
b = N(2); b.me = b; m = MyRef(b, cb); del b; print(gc.collect(), m())
b = N(3); b.m = MyRef(b, cb); del b; 
b = N(4); b.me = b; b.m = MyRef(b, cb); del b; print(gc.collect())
k = MyRef(N(5)); print(k())
try: Plain(5)
except TypeError as e: print(e)
def tr(t):
    try: print(t())
    except BaseException as e: print(type(e).__name__, e)
tr(lambda: Plain()); tr(lambda: Plain(N(), None, 3)); tr(lambda: Plain(N(), x=1)); tr(lambda: m(1))
print('end')
