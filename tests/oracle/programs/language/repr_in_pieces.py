# What print() writes stands before what a piece of it prints; who returned no str.
import sys, weakref
rc = sys.getrefcount
class T:
    def __repr__(self): print("<repr", rc(self), end=">"); return "T"
    def __eq__(self, o): print("<eq", rc(self), rc(o), end=">"); return True
    def __hash__(self): return 3
    def m(self): pass
class E(Exception):
    def __str__(self): print("<str>", end=""); return "E"
t = T(); u = T()
print("slice", slice(t, 1))
d = {t: u}
print("keys", d.keys()); print("values", d.values()); print("items", d.items())
print("items ==", d.items() == {u: t}.items(), d.keys() == {u: 1}.keys(), (t, u) in d.items(), slice(t) == slice(u), slice(t, u) != slice(u, t))
print("method", str(t.m)[:20]); x = t.m; y = [x]
print("in list", [slice(t)], (d.values(),), {1: d.keys()})
class N: a = t
p = dict(N.__dict__)["a"]; print("p", p is t)
print("set", {t}, frozenset([t])); print("exc", ValueError(t), [ValueError(t)], E(), [E()], KeyError(t), OSError(t, u))
print("ref", weakref.ref(t) == weakref.ref(u)); print(*[t, u], sep="|"); print(sys.version_info[:2])
def f(): yield t
print(list(f())); print((t,) == (u,), [t] == [u], {1: t} == {1: u})
print(t.m == u.m, t.m == t.m, x in y, [slice(t)].index(slice(u)), [slice(u)].count(slice(t)), slice(t) in (slice(u),))
print(hash(t.m) == hash(u.m)); print(range(3), [range(2)], iter([]) is None)
print("x", "%s %r" % (slice(t), d.values()), f"{d.items()} {slice(u)!r}", "{} {!r}".format(d.keys(), slice(t)), str(d.values()), repr(slice(t)))
sys.stdout.write("a"); print(slice(t), file=sys.stdout); print("b", slice(t), file=sys.stderr)
def g(a): return locals()
print(g(t)); print(globals()["t"]); print(max([slice(1)], key=lambda s: s.stop), t.m.__self__, x.__func__ is T.m)
class R1:
    def __repr__(self): return 5
for w in (str, repr, print, lambda r: f"{r}", lambda r: "%s" % r, lambda r: "%r" % r, lambda r: str([r]), format, "{}".format, lambda r: f"{r!r}"):
    try: w(R1())
    except TypeError as e: print(e)
class L(list):
    def __str__(self): return 7
class L2(list):
    def __repr__(self): return 7
class E2(Exception):
    def __repr__(self): return 8
class E3(Exception):
    def __str__(self): return 8
class I(int):
    def __repr__(self): return 9
for c in (L, L2, E2, E3, I):
    for w in (str, repr, print, lambda r: f"{r}", lambda r: "%s" % r, lambda r: str([r]), format):
        try: w(c())
        except TypeError as e: print(c.__name__, e)
print(slice(t, u, t), slice(u), d.items(), d, [d.items(), t])
