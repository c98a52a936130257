import weakref, gc, sys
class A:
    def __init__(self, n): self.n = n
    def m(self, *a): print('m', self.n, a); return self.n
    def k(self): pass
    def __del__(self): print('del', self.n)
def tr(t):
    try: print(t())
    except BaseException as e: print(type(e).__name__, e)
a = A(1)
plain = weakref.ref(a.m); print(plain())
w = weakref.WeakMethod(a.m)
print(w()(3), w() == a.m, w() is w(), sys.getsizeof(w), gc.is_tracked(w), weakref.getweakrefcount(a), weakref.getweakrefcount(A.m))
w2 = weakref.WeakMethod(a.m); w3 = weakref.WeakMethod(a.k)
print(w == w2, w != w2, w == w3, w != w3, hash(w) == hash(w2), w == 5, w is w2)
def cb(r): print('cb', r is wc, r(), r._alive)
wc = weakref.WeakMethod(a.m, cb)
del a
print(w(), wc(), w == w2, w == w, w != w2, w3())
tr(lambda: weakref.WeakMethod(3)); tr(lambda: weakref.WeakMethod(cb)); tr(lambda: weakref.WeakMethod()); tr(lambda: weakref.WeakMethod(A(5).m)())
class B: 
    def m(self): pass
b = B(); wb = weakref.WeakMethod(b.m, lambda r: print('func gone')); del B.m; gc.collect(); print(wb())
o = A(7); o.w = weakref.WeakMethod(o.m); o.me = o; del o; print(gc.collect())
x = A(8); wx = weakref.WeakMethod(x.m, cb); del wx; del x
print(isinstance(w, weakref.ref), weakref.WeakMethod, w.__callback__ is None)
kr = weakref.KeyedRef(b, None, 'key'); print(kr.key, kr() is b, sys.getsizeof(kr), kr == weakref.ref(b), hash(kr) == hash(b), kr is weakref.KeyedRef(b, None, 'key'))
print('end')
