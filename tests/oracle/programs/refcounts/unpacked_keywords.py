# The references that a call with unpacked keywords holds.
import sys, gc
rc = sys.getrefcount
class T:
    def __repr__(self): print("<", rc(self), end=">"); return "T"
    def __lt__(self, o): print("lt", rc(self), rc(o)); return False
    def __gt__(self, o): print("gt", rc(self), rc(o)); return False
    def __hash__(self): print("h", rc(self)); return 1
    def __eq__(self, o): print("eq", rc(self), rc(o)); return True
    def __iter__(self): print("it", rc(self)); return iter([1])
    def __call__(self, *a, **k): print("call", rc(self), [rc(x) for x in a], {x: rc(k[x]) for x in k})
t = T(); u = T(); l = [t, u]; k = {"key": lambda x: print("key", rc(x))or 1}; n = {}
print(*l); print(*l, **n); print(*l, **{"sep": "|"}); print(t, u, sep="|"); print(t, *l, sep="")
max(*l, **k); max(*l); max(l, **k); max(*l, key=lambda x: rc(x)); min(l, default=t, **k); sorted(*[l], **k); l.sort(**k); sorted(l, reverse=True)
dict(*[{t: u}], **{"a": t}); dict(*[[(t, u)]], a=u); set(*[l]); list(*[t]); tuple(*[t], **n); zip(*[t, t], **{"strict": True}); enumerate(*[t], **{"start": 2}); enumerate(t, start=2)
t(*l, **{"a": u}); t(*l); t(t, u, a=t); t(**{"q": t}); T.__call__(t, *l, **{"z": u}); f = t.__call__; f(*l, z=t)
sum(*[t], **{"start": 0}); sum(t, start=0); {}.update(*[[(t, u)]], **{"z": t}); "{} {a}".format(*[t], **{"a": u}); "{}".format(*l); print("%s" % (t,))
def g(*a, **k): print([rc(x) for x in a], [rc(x) for x in k.values()], rc(a), rc(k)); return a, k
g(*l, **{"a": t}); g(*l, a=t); g(t, *l, a=t, **{"b": u}); g(*l, *l); g(**{"a": t}, **{"b": t})
class C:
    def __init__(self, *a, **k): g(*a, **k)
    def m(self, *a, **k): g(*a, **k); g(self, *a)
    @classmethod
    def c(cls, *a, **k): g(*a, **k)
C(*l, **{"a": t}); C(*l); C(t, u, a=t); c = C(); c.m(*l, **{"a": t}); c.m(*l); C.c(*l, **{"a": u}); m = c.m; m(*l, a=t); m(t, a=t)
map(*[g, l], **n); list(map(*[g, l])); ValueError(*l).args; type("x"); getattr(*[c, "m"])(*l); property(*[g], **{"doc": t}); import weakref; weakref.finalize(c, g, *l, **{"a": t})(); weakref.finalize(c, g, t, a=u)()
