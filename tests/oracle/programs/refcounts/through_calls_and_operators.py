import sys
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def rec(n, t):
    if n == 0:
        return sys.getrefcount(t)
    return rec(n - 1, t)
t = T("t")
print([rec(n, t) for n in range(4)])
print(rec(2, T("tmp")))
def va(*a): return sys.getrefcount(a[0]), sys.getrefcount(a)
print(va(t), va(*[t]), va(*(t,)))
def kw(**k): return sys.getrefcount(k["t"]), sys.getrefcount(k)
print(kw(t=t), kw(**{"t": t}))
def loc():
    u = t
    l = locals()
    return sys.getrefcount(t), sys.getrefcount(u)
print(loc())
def it():
    for x in [t, t]:
        yield sys.getrefcount(x)
print(list(it()))
print([sys.getrefcount(x) for x in (t,)])
print(list(map(sys.getrefcount, [t])), sorted([t], key=lambda q: print(sys.getrefcount(q)))[0] is t)
def w():
    try:
        raise ValueError(t)
    except ValueError as e:
        return sys.getrefcount(t), sys.getrefcount(e)
print(w())
(lambda q: print(sys.getrefcount(q)))(t)
class M:
    def __call__(self, x): return sys.getrefcount(x), sys.getrefcount(self)
    def __getitem__(self, i): return sys.getrefcount(self), sys.getrefcount(i)
    def __eq__(self, o): return sys.getrefcount(self), sys.getrefcount(o)
    def __add__(self, o): return sys.getrefcount(self), sys.getrefcount(o)
    def __radd__(self, o): return sys.getrefcount(self), sys.getrefcount(o)
    def __contains__(self, o): print(sys.getrefcount(self), sys.getrefcount(o)); return True
    def __len__(self): print(sys.getrefcount(self)); return 1
    def __bool__(self): print(sys.getrefcount(self)); return True
    def __hash__(self): print("h", sys.getrefcount(self)); return 1
    def __repr__(self): return str(sys.getrefcount(self))
m = M()
print(m(t), m[t], m == t, m + t, t + m, t in m, len(m), not m, hash(m), {m: 1}, [m], f"{m} {m!r}", str(m), m.__call__(t))
