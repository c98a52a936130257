"""Members whose hash or comparison raises, iterables that fail, items that are no pairs."""
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
class Boom:
    def __init__(self, w): self.w = w
    def __hash__(self):
        if self.w == "hash": raise ValueError("hash")
        return 1
    def __eq__(self, o):
        if self.w == "eq": raise ValueError("eq")
        return NotImplemented
x, y, z, u = Boom("hash"), Boom("eq"), Boom("eq"), Boom("")
s = weakref.WeakSet(); k = weakref.WeakKeyDictionary(); d = weakref.WeakValueDictionary()
for o in x, y, z, u:
    for f in s.add, s.discard, s.remove, s.__contains__, k.get, k.__contains__, k.__getitem__, k.pop, d.get, d.__contains__, d.pop:
        tr(f, o)
    tr(k.__setitem__, o, 1); tr(k.setdefault, o, 1); tr(d.__setitem__, o, o); tr(d.setdefault, o, o); cnt()
print(len(s), len(k), len(d)); del o; del y; print(len(s), len(k), len(d)); cnt(); del z, u, x; print(len(s), len(k), len(d)); cnt()
def gen(): yield u2; raise ValueError("gen")
u2 = A(1)
for f in s.update, weakref.WeakSet, s.union, s.intersection, s.difference, s.symmetric_difference, s.issubset, s.issuperset, s.isdisjoint, s.intersection_update, s.difference_update, s.symmetric_difference_update, s.__ior__, s.__lt__, s.__gt__:
    tr(f, gen()); print(len(s)); cnt()
class M:
    def __init__(self, bad): self.bad = bad
    def items(self): return self.bad
    def keys(self): return ["a"]
    def __getitem__(self, k): return u2
for b in (3, [(1,)], [1], [(1, 2, 3)], [(u2, u2)], gen()): tr(d.update, M(b)); tr(k.update, M(b)); tr(weakref.WeakValueDictionary, M(b)); print(len(d), len(k)); d.clear(); k.clear(); cnt()
