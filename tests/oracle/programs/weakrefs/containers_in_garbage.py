"""Weak containers in cycles and outside of them when the collector runs."""
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
class N: pass
def ring(*w):
    a, b = N(), N(); a.o, b.o = b, a; a.extra = w; return a
for gen in 0, 1, 2:
    out = N()
    a = ring(); r = weakref.ref(a, lambda r: print("outer cb", r())); s = weakref.WeakSet([a, a.o]); d = weakref.WeakValueDictionary(a=a, b=a.o); k = weakref.WeakKeyDictionary({a: 1, a.o: 2}); f = weakref.finalize(a, print, "fin"); a.inner = weakref.ref(a.o, lambda r: print("inner cb")); a.f2 = weakref.finalize(out, print, "out")
    cnt(); del a; print(len(s), len(d), len(k)); print(gc.collect(gen), len(s), len(d), len(k), f.alive, r()); cnt()
    a = ring(); a.s = weakref.WeakSet([a]); a.d = weakref.WeakValueDictionary(a=a); a.k = weakref.WeakKeyDictionary({a: a}); a.wm = weakref.WeakMethod(N.__init__.__get__(a)) if 0 else None
    x = weakref.ref(a.s, lambda r: print("set dead")); y = weakref.ref(a.d, lambda r: print("dict dead")); z = weakref.ref(a.k, lambda r: print("keys dead")); cnt(); del a; print(gc.collect(gen), x(), y(), z()); cnt()
    del out; print(gc.collect()); cnt()
class D(N):
    def __del__(self): print("del", len(S), len(V), R1() is None, f.alive)
S = weakref.WeakSet(); V = weakref.WeakValueDictionary(); q = D(); q.q = q; S.add(q); V[1] = q; R1 = weakref.ref(q); f = weakref.finalize(q, print, "fin q"); del q; print(gc.collect(), len(S), len(V)); cnt()
S = weakref.WeakSet([N() for i in range(3)]); print(len(S)); l = [N() for i in range(5)]; S.update(l)
for o in l: o.me = o
it = iter(S); next(it); l = o = None; print(gc.collect(), len(S), len(S.data), len(S._pending_removals)); del it; print(len(S), len(S.data)); cnt()
