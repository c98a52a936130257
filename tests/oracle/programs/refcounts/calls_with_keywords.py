# What a call with keywords holds while it lasts: a tuple, a dict, and each argument once more.
import gc, sys
class O: pass
o = O(); p = O()
gc.disable()
def n(): return gc.get_count()[0]
class A:
    def __init__(self, a, b=None): print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(self))
class V:
    def __init__(self, a, **k): print(sys.getrefcount(a), sys.getrefcount(k), sys.getrefcount(self), [sys.getrefcount(i) for i in k.values()])
class C:
    def __call__(self, a, b=None): print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(self))
def f(a, b=None): print(sys.getrefcount(a), sys.getrefcount(b))
def g(a, **k): print(sys.getrefcount(a), sys.getrefcount(k), [sys.getrefcount(i) for i in k.values()])
class W:
    def __new__(cls, a, b=None):
        print(sys.getrefcount(a), sys.getrefcount(b)); return object.__new__(cls)
class D:
    def m(self, a, b=None): print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(self))
    @classmethod
    def c(self, a, b=None): print(sys.getrefcount(a), sys.getrefcount(b))
    @staticmethod
    def s(a, b=None): print(sys.getrefcount(a), sys.getrefcount(b))
def run(name, h):
    gc.collect()
    x = n(); h(); print(name, n() - x)
    x = n(); h(); print(name, n() - x)
run("A", lambda: A(o, p))
run("Ak", lambda: A(o, b=p))
run("Akk", lambda: A(a=o, b=p))
run("A*", lambda: A(*[o], **{"b": p}))
run("A**", lambda: A(**{"a": o, "b": p}))
run("V", lambda: V(o, x=p, y=1))
run("V*", lambda: V(*(o,), x=p, y=1))
run("V1", lambda: V(o))
run("C", lambda: C()(o, p))
run("Ck", lambda: C()(o, b=p))
run("C*", lambda: C()(*[o], **{"b": p}))
run("f", lambda: f(o, p))
run("fk", lambda: f(o, b=p))
run("f*", lambda: f(*[o], **{"b": p}))
run("g", lambda: g(o, b=p))
run("g*", lambda: g(*[o], **{"b": p}))
run("W", lambda: W(o, p))
run("Wk", lambda: W(o, b=p))
run("W*", lambda: W(*[o], **{"b": p}))
d = D()
run("m", lambda: d.m(o, p))
run("mk", lambda: d.m(o, b=p))
run("m*", lambda: d.m(*[o], **{"b": p}))
run("c", lambda: D.c(o, p))
run("ck", lambda: D.c(o, b=p))
run("s*", lambda: D.s(*[o], **{"b": p}))
run("sk", lambda: D.s(o, b=p))
run("print", lambda: print(o is p, end="\n", sep=""))
run("sorted", lambda: sorted([3,1], key=lambda x: x, reverse=True))
run("dict", lambda: dict(a=1,b=2))
run("enumerate", lambda: enumerate([], start=3))
run("exc", lambda: ValueError("a"))
