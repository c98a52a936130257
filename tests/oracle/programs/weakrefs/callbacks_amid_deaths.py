"""Several callbacks of one object: their order, and what raises, adds, resurrects or drops among them."""
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
log = []
a = A(1)
def cb(name):
    def f(r): log.append((name, r() , weakref.getweakrefcount(a) if "a" in globals() else None)); print("cb", name)
    return f
rs = [weakref.ref(a, cb(i)) for i in range(4)]; ps = [weakref.proxy(a, cb("p%d" % i)) for i in range(2)]
plain = weakref.ref(a); pp = weakref.proxy(a); fin = weakref.finalize(a, print, "fin"); s = weakref.WeakSet([a]); d = weakref.WeakValueDictionary(x=a); k = weakref.WeakKeyDictionary({a: 1}); wm = weakref.WeakMethod(a.m, cb("wm"))
print([type(x).__name__ for x in weakref.getweakrefs(a)], weakref.getweakrefcount(a)); cnt()
rs.append(weakref.ref(a, cb("last"))); del rs[1]
del a; print(log, len(s), len(d), len(k)); cnt()
def bad(r): print("bad"); raise ValueError("in callback")
b = A(2); x = [weakref.ref(b, bad), weakref.ref(b, lambda r: print("after bad")), weakref.ref(b, bad)]; del b; print("alive"); cnt()
keep = []
class R:
    def __del__(self): print("del"); keep.append(self)
r = R(); w = weakref.ref(r, lambda r: print("R dead")); v = weakref.WeakValueDictionary(r=r); s = weakref.WeakSet([r]); del r; print(w() is keep[0], len(v), len(s)); cnt(); keep.clear(); print(w(), len(v), len(s)); cnt()
s = weakref.WeakSet(); o = A(5)
def adder(r): n = A(6); keep.append(n); s.add(n); print("added", len(s))
s.add(o); w1 = weakref.ref(o, adder); del o; print(len(s)); cnt()
def selfdel(r): global w2; print("selfdel", r is w2); del w2
o = A(7); w2 = weakref.ref(o, selfdel); w3 = weakref.ref(o, lambda r: print("w3")); del o; cnt()
def dropnext(r): global w4; print("dropnext"); w4 = None
o = A(8); w4 = weakref.ref(o, lambda r: print("never?")); w5 = weakref.ref(o, dropnext); del o; cnt()
