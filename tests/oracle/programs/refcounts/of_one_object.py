# One object on its way through all kinds of calls and containers.
import sys, gc
rc = sys.getrefcount
class N: pass
n = N()
base = rc(n)
def p(*what): print(*what, rc(n) - base)
def f(x): p("param"); return x
def f2(x, y=None): p("two"); return f(x)
def fk(*, x): p("kwonly"); return x
def fs(*a): p("star"); return a
def fkw(**k): p("kw"); return k
def fss(x, *a, **k): p("all"); return x
f(n); f(x=n); f2(n); f2(n, n); f2(y=n, x=n); fk(x=n); fs(n); fs(n, n); fs(*[n]); fs(*(n,)); fkw(a=n); fkw(**{"a": n}); fss(n, n, q=n)
fss(*[n, n], **{"a": n, "b": n}); f(*[n]); f(**{"x": n})
(lambda x: p("lambda"))(n); (lambda x=n: p("lambda default"))(); p("after")
class A:
    c = n
    def m(self, x): p("method"); return self
    @classmethod
    def cm(cls, x): p("classmethod")
    @staticmethod
    def sm(x): p("static")
    @property
    def pr(self): p("property"); return n
    def __init__(self, x=None): p("init"); self.x = x
    def __new__(cls, *a): p("new"); return object.__new__(cls)
    def __setattr__(self, k, v): p("setattr"); object.__setattr__(self, k, v)
a = A(n); p("attr"); a.m(n); A.m(a, n); a.cm(n); A.cm(n); a.sm(n); A.sm(n); a.pr; m = a.m; m(n); del m
class B(A):
    def m(self, x): p("sub"); return super().m(x)
b = B(n); b.m(n); super(B, b).m(n); del a, b; p("gone")
A.c = None; p("class attr gone")
def gen(x):
    p("gen start"); y = yield x; p("gen got"); z = yield y; p("gen last")
g = gen(n); p("made"); q = next(g); p("next"); q = g.send(n); p("send"); g.close(); p("closed"); del g, q; p("deleted")
l = [n for _ in range(3)]; p("comp"); l2 = [x for x in l]; p("comp2"); s = {x for x in l}; d = {x: x for x in l}; p("set dict"); ge = (x for x in l); p("genexp"); next(ge); p("running"); ge.close(); del l, l2, s, d, ge; p("free")
def outer():
    v = n; p("local")
    def inner(): p("inner"); return v
    p("closed over"); inner(); return inner
i = outer(); p("closure"); i(); del i; p("closure gone")
try: raise ValueError(n)
except ValueError as e: p("exc"); e.args; p("args"); e2 = e
p("kept"); del e2; p("freed")
def r(x):
    try: raise KeyError(x)
    except KeyError as e: p("handler"); return e
z = r(n); p("returned"); z.__traceback__ = None; p("no tb"); del z; p("x")
def fin(x):
    try: return x
    finally: p("finally")
fin(n); p("fin")
t = (n, n); p("tuple"); u = t + t; p("concat"); v = t * 3; p("mul"); w = t[:1]; p("slice"); x, y = t; p("unpack"); x, *y = [n, n, n]; p("star"); del t, u, v, w, x, y; p("del")
l = [n]; l.append(n); p("append"); l.extend(l); p("extend"); l += l; p("iadd"); l *= 2; p("imul"); l.insert(0, n); p("insert"); l.pop(); p("pop"); l[1:3] = []; p("slice del"); del l[0]; p("del0"); l.copy(); p("copy"); c = l[:]; p("copied"); c.clear(); l.clear(); p("clear")
d = {}; d["a"] = n; d.setdefault("b", n); p("dict"); d.setdefault("a", n); p("again"); e = dict(d); f_ = {**d}; p("copies"); d.update(e); p("update"); d.pop("a"); p("pop"); d.popitem(); p("popitem"); list(e.values()); vs = list(e.items()); p("items"); del d, e, f_, vs; p("nodict")
for k in [n, n]: p("for")
for k in (n, n): p("for tuple")
del k
for i, k in enumerate((n,)): p("enumerate")
for i, k in zip((n,), [n]): p("zip")
for k in iter([n]): p("iter")
for k in reversed([n]): p("rev")
for k in map(lambda q: q, [n]): p("map")
for k in {n: 1}: p("dict iter")
for k in {n}: p("set iter")
for i, k in {1: n}.items(): p("items iter")
for k in {1: n}.values(): p("values iter")
del i, k; p("loops done")
print(*[n][0:0], end=""); str(n)[:1]; p("str")
global_list = [[n] * 3] * 2; p("nested"); global_list[0][0] = None; p("one less"); del global_list
x = y = z = n; p("chain"); x = None; y = 1; del z; p("chain gone")
x = n if n else None; p("cond"); x = n or None; p("or"); x = None and n; p("and"); (w := n); p("walrus"); del w
import weakref
r = weakref.ref(n); p("ref"); r(); p("called"); pr = weakref.proxy(n); p("proxy"); s = weakref.WeakSet([n]); p("ws"); wv = weakref.WeakValueDictionary({1: n}); p("wv"); wk = weakref.WeakKeyDictionary({n: n}); p("wk"); fi = weakref.finalize(n, print, n); p("finalize"); fi.detach(); p("detached"); del wk; p("end")
gc.get_referrers(n); p("referrers"); gc.get_referents([n]); p("referents")
