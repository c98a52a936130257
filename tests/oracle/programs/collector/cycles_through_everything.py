# Cycles through everything.
import gc
class N:
    def __init__(self, n): self.n = n
    def __del__(self): order.append(self.n)
order = []
gc.collect()
ns = [N(i) for i in range(6)]
for i in range(6):
    ns[i].next = ns[(i + 1) % 6]
    ns[i].prev = ns[i - 1]
del ns
print(gc.collect(), order)
order.clear()
a, b, c = N("a"), N("b"), N("c")
a.o = b; b.o = a; c.o = a; a.c = c
t = (a, b); a.t = t
l = [c]; c.l = l; l.append(l)
d = {"b": b}; b.d = d; d["d"] = d
del a, b, c, t, l, d
print(gc.collect(), order)
order.clear()
x = N("x")
x.f = lambda: x
del x
print(gc.collect(), order)
class M(N):
    def __init__(self, n):
        super().__init__(n)
        self.m = self.meth
    def meth(self): pass
M("m")
print(gc.collect(), order)
def gen():
    me = yield
    yield me
g = gen(); next(g); g.send(g)
del g
print(gc.collect())
e = ValueError(); e.args = (e,)
del e
print(gc.collect())
s = set(); n = N("s"); n.s = s; s.add(n)
del s, n
print(gc.collect(), order)
class C: pass
C.me = C()
del C
print(gc.collect())
p = property(lambda self: p)
del p
print(gc.collect())
