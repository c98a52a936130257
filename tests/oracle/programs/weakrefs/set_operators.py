"""Every operator and method of WeakSet with every kind of operand, and what each makes."""
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
a = [A(i) for i in range(6)]
s = weakref.WeakSet(a[:4]); t = weakref.WeakSet(a[2:])
def sh(x): print(type(x).__name__, sorted(i.n for i in x) if isinstance(x, (weakref.WeakSet, set)) else x)
for op in ("__or__", "__and__", "__sub__", "__xor__", "__le__", "__lt__", "__ge__", "__gt__", "__eq__", "union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"):
    print(op); cnt()
    sh(getattr(s, op)(t)); cnt()
    tr(lambda: sh(getattr(s, op)(a[:2]))); cnt()
    tr(lambda: sh(getattr(s, op)(set(a[:4])))); cnt()
for op in ("__ior__", "__iand__", "__isub__", "__ixor__", "update", "intersection_update", "difference_update", "symmetric_difference_update"):
    print(op)
    for o in (t, a[1:3], set(a), (x for x in a[:5]), s):
        u = s.copy()
        r = getattr(u, op)(u if o is s else o); cnt()
        sh(r); sh(u)
        o = r = None
    gc.collect()
print([sys.getrefcount(x) for x in a], [weakref.getweakrefcount(x) for x in a])
