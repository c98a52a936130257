# A generator's frame, functions, cells, classes in garbage: clear order.
import gc
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("d", self.n, end=" ")
gc.collect()
def clo():
    a, b = D("a"), D("b")
    def f(x=D("default")): return f, b, a
    f.attr = D("attr")
clo(); print(gc.collect())
def cls():
    class K:
        x = D("x"); y = D("y")
        def m(self, z=D("z")): return K
    k = K(); k.own = D("own"); K.inst = k
cls(); print(gc.collect())
def gen():
    def g():
        a = D("ga"); b = D("gb"); me = yield
        yield
    i = g(); next(i); i.send(i)
gen(); print(gc.collect())
def exc():
    try:
        d = D("exc local"); raise ValueError(D("arg"))
    except ValueError as e:
        keep = e; e.own = D("own attr")
exc(); print(gc.collect())
def meth():
    class M:
        def m(self): pass
        def __del__(self): print("M", end=" ")
    m = M(); m.d = D("md"); m.b = m.m
meth(); print(gc.collect())
def sets():
    class H:
        def __del__(self): print("H", end=" ")
    h = H(); h.s = {h}; h.f = frozenset([h]); h.d = D("hd")
sets(); print(gc.collect())
