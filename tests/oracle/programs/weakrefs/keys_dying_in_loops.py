"""Keys of a WeakKeyDictionary die while it is walked through."""
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
k = weakref.WeakKeyDictionary()
a = [A(i) for i in range(6)]
for x in a: k[x] = x.n
x = None
it = k.keys(); print(next(it)); a.pop(); a.pop(); print(len(k), len(k.data), len(k._pending_removals), k._dirty_len); cnt()
del k[a[1]]; print(k._dirty_len, len(k), len(k._pending_removals)); cnt()
tr(lambda: list(it)); it = None; print(len(k._pending_removals), len(k.data))
it = k.values(); print(next(it)); k[a[1]] = A(5); tr(lambda: next(it)); cnt()
for q in k.items():
    print(q); v = q = None; a.pop() if a else None
print(len(k)); cnt()
p = A(1); k[p] = p; del p; print(gc.collect(), len(k)); k.clear(); print(len(k)); cnt()
p = A(1); k[p] = 1; k.me = k; r = weakref.ref(k); del k; print(gc.collect(), r()); print(weakref.getweakrefcount(p)); cnt()
