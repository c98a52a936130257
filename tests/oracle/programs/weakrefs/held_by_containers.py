"""References that weak containers hold while they hash and compare."""
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
class H:
    def __init__(self, n): self.n = n
    def __hash__(self): print("hash", sys.getrefcount(self), weakref.getweakrefcount(self)); return 1
    def __eq__(self, o): print("eq", sys.getrefcount(self), sys.getrefcount(o)); return self.n == o.n
a, b, c = H(1), H(1), H(2); cnt()
s = weakref.WeakSet(); s.add(a); s.add(b); s.add(c); print(len(s)); cnt(); print(b in s); s.discard(b); print(len(s)); s.add(b); cnt()
k = weakref.WeakKeyDictionary(); k[a] = 1; k[b] = 2; k[c] = 3; print(len(k), k[b], k.get(c), b in k); cnt(); print(k.pop(c), k.setdefault(c, 5)); cnt(); print(k == {a: 2}); cnt()
d = weakref.WeakValueDictionary(); d[a] = a; d[b] = b; print(len(d), d[a] is b, d.get(c)); cnt(); del b; print(len(d), len(s), len(k)); cnt()
print(s == weakref.WeakSet([a, c])); print(s | [c] == s); print(s & {a} == s); cnt(); del a; print(len(d), len(k), len(s)); cnt()
f = weakref.finalize(c, lambda *a: print(sys.getrefcount(a[0])), [1]); print(sys.getrefcount(c), sys.getrefcount(f)); w = weakref.WeakMethod(A(1).m); print(sys.getrefcount(w)); t = f.peek(); print(sys.getrefcount(c), sys.getrefcount(t[1])); cnt(); t = None; k.clear(); d.clear(); s.clear(); del c; cnt()
