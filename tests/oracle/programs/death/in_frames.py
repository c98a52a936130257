import gc, sys, weakref
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("~%s" % self.n, end=" ")
def say(*a): print("|", *a)
def gen(n):
    t = T(n)
    try:
        yield 1
        u = T(n + "u")
        yield 2
    finally:
        print("fin", n, end=" ")
    v = T("never")
g = gen("a"); next(g); g = None; say(1)
g = gen("b"); next(g); next(g); del g; say(2)
g = gen("c"); list(g); say(3); del g
g = gen("d"); next(g)
try: g.throw(ValueError("x"))
except ValueError as e: say("ve", e, e.__traceback__.tb_next is not None)
say(4); print(g.gi_frame, g.close()); del g; say(5)
def ret(): t = T("r1"); u = T("r2"); return t
ret(); say(6); x = ret(); say(7); del x; say(8)
def args(a, b, *c, d=None, **k): del a; say("in"); b = None; say("b"); c = None; say("c"); k.clear(); say("k")
args(T("A"), T("B"), T("C1"), T("C2"), d=T("D"), e=T("E")); say(9)
def args2(a, b, *c, d=None, **k): pass
args2(T("A"), T("B"), T("C1"), T("C2"), d=T("D"), e=T("E"), f=T("F")); say(10)
def loop():
    for t in [T("l1"), T("l2")]:
        for u in (T("m1"), T("m2")):
            if u.n == "m2": return u.n
loop(); say(11)
def wh():
    n = 2
    while n: t = T(n); n -= 1
    else: say("else")
wh(); say(12)
def exc():
    t = T("x1")
    try:
        u = T("x2"); raise KeyError(T("arg"))
    except KeyError as e:
        v = T("x3"); say("handler")
    say("after")
exc(); say(13)
def exc2():
    t = T("y1")
    try: exc3()
    finally: say("finally")
def exc3(): t = T("z1"); raise ValueError(T("z2"))
try: exc2()
except ValueError: say("caught")
say(14)
try: exc2()
except ValueError as e: k = e; say("kept")
say(15); k.__traceback__ = None; say(16); k = None; say(17)
def clos():
    t = T("c1")
    def inner(): return t
    def other(): return inner
    return other
c = clos(); say(18); c()().n; c = None; say(19); gc.collect(); say(20)
def clos2():
    t = T("c2")
    def rec(n): return t if n == 0 else rec(n - 1)
    rec(3)
clos2(); say(21, gc.collect()); say(22)
class W:
    def __init__(self, n): self.t = T(n)
    def __enter__(self): return T("enter")
    def __exit__(self, *a): say("exit", a[0]); return True
with W("w1") as w, W("w2"): say("body")
say(23); w = None; say(24)
with W("w3") as w: raise ValueError(T("v"))
say(25); del w; say(26)
def wr():
    with W("w4") as q: return q
wr(); say(27)
l = [T(i) for i in "abc" if T("cond")]; say(28); l = {x.n: x for x in l}; say(29); l = None; say(30)
x = (T(i) for i in "ab"); next(x); say(31); x.close(); say(32); y = lambda a=T("def"): a; y(); say(33); y = None; say(34)
def df(a=T("d1"), *, b=T("d2")): pass
df(); say(35); df.__defaults__ = None; say(36); df.__kwdefaults__ = None if 0 else None; say(37); del df; say(38)
class C:
    t = T("classattr"); u = [T("cl")]
    def m(self, x=T("mdef")): pass
say(39); C.t = 1; say(40); del C; say(41, gc.collect())
class P:
    def __init__(self): self.a = T("pa"); self.b = T("pb"); self.c = T("pc")
    @property
    def p(self): return T("prop")
p = P(); p.p; say(42); p.b = None; say(43); p.d = T("pd"); del p.a; say(44); p.a = T("pa2"); p = None; say(45)
p = P(); d = p.__dict__; p = None; say(46); del d["b"]; say(47); d = None; say(48)
p = P(); p.__dict__ = {"z": T("z")}; say(49); p = None; say(50)
def ngen():
    def sub():
        t = T("sub")
        yield from [T("i1"), T("i2")]
    u = T("outer"); yield from sub(); say("done")
for z in ngen(): say("got", z.n)
say(51); del z; say(52); n = ngen(); next(n); del n; say(53)
a = T("cyc1"); b = T("cyc2"); a.o = b; b.o = a; del a, b; say(54); say(gc.collect())
def deep(n, t):
    if n == 0: raise ValueError
    u = T(n); deep(n - 1, u)
try: deep(3, T("top"))
except ValueError: say("deep")
say(55)
try:
    try: deep(2, T("t2"))
    except ValueError: raise KeyError("k")
except KeyError as e: say(type(e.__context__)); e.__context__ = None; say("cut")
say(56)
def fr(): t = T("frame"); return sys.exc_info() if 0 else (lambda: t)
f = fr(); cell = f.__closure__[0]; del f; say(57); say(cell.cell_contents.n) if 0 else None; del cell; say(58)
T("end1"), T("end2"); say(59); last = [T("l1"), T("l2")]; last2 = {"k": T("k")}; keep = T("keep")
