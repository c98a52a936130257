"""Weak containers and finalizers when the program ends."""
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
import weakref as W
class D(A):
    def __del__(self): print("del", self.n, len(s) if s is not None else s)
s = W.WeakSet(); d = W.WeakValueDictionary(); k = W.WeakKeyDictionary()
keep = [D(i) for i in range(3)]; s.update(keep); d.update(enumerate(keep)); k[keep[0]] = keep[1]; k[keep[1]] = keep[0]
r = W.ref(keep[2], lambda r: print("cb exit"))
fs = [W.finalize(o, print, "fin", o.n) for o in keep]; fs[1].atexit = False
class G:
    def __init__(self): self.me = self; self.s = W.WeakSet([self])
    def __del__(self): print("G del", len(self.s))
g = G(); W.finalize(g, lambda: print("g fin", len(s), len(d))); W.finalize(s, print, "set fin"); W.finalize(W.WeakSet, print, "class fin"); it = iter(s); next(it); it2 = d.items(); next(it2)
def late(): print("late"); W.finalize(D, print, "later"); raise KeyError("k")
W.finalize(D, late); W.finalize(late, print, "late func"); cnt()
