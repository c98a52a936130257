"""Weak methods: of what, equal to what, and who is told when object or function dies."""
import gc, sys, weakref
def noaddr(s):
    out = ""
    for part in s.split("0x"):
        i = 0
        while i < len(part) and part[i] in "0123456789abcdef" and out: i += 1
        out += part[i:] if out else part + " "
    return out
class A:
    def __init__(self, n=0): self.n = n
    def __repr__(self): return "A%s" % self.n
    def m(self): return self.n
    def k(self): return -self.n
def tr(f, *a):
    try: r = f(*a)
    except Exception as e: print(type(e).__name__, noaddr(str(e)), repr(e.__cause__), e.__suppress_context__)
    else: print(noaddr(repr(r)))
def cnt():
    print("@", gc.get_count())
gc.collect()
for bad in (1, A.m, lambda: 1, A, None, [], A()):
    tr(weakref.WeakMethod, bad)
a = A(3); m = weakref.WeakMethod(a.m); cnt()
print(m()(), m() == a.m, m() is m(), m == weakref.WeakMethod(a.m), m == weakref.WeakMethod(a.k), m != weakref.WeakMethod(a.k), m == weakref.ref(a), m == 3, hash(m) == hash(a), sys.getsizeof(m), sys.getrefcount(m), weakref.getweakrefcount(a)); cnt()
tr(weakref.WeakMethod); tr(weakref.WeakMethod, a.m, 1, 2); tr(lambda: weakref.WeakMethod(a.m, callback=print)); tr(m, 3)
l = []
n = weakref.WeakMethod(a.m, lambda r: l.append((r is n, r(), r._alive))); cnt()
print(m.__callback__ is None, type(n.__callback__).__name__); del a; print(l, m(), m == n, m != n, m == m, m != m, repr(m).split(" at ")[0], repr(m)[-6:]); cnt()
def f(self): return 4
class B: pass
B.f = f; b = B(); x = weakref.WeakMethod(b.f, lambda r: print("func dead", r() )); del B.f, f; print(x(), x._alive, b is not None); del b; cnt()
class C:
    @classmethod
    def c(cls): return 1
y = weakref.WeakMethod(C.c); print(y()()); del C; print(y() is None); print(gc.collect(), y()); cnt()
