# Memory that is free is used again, the last freed first: what id() tells of it.
import gc
gc.disable()
out = []

def same(what, flag):
    out.append((what, flag))

class A:
    pass
class B:
    def __init__(self):
        self.x = 1
        self.y = 2
class C(Exception):
    pass

a = A(); i = id(a); del a; a = A(); same("instance", id(a) == i)
a = B(); i = id(a); del a; a = B(); same("instance with values", id(a) == i)
i = id(object()); same("object", id(object()) == i)
x = 1.5 * 3; i = id(x); del x; x = 2.5 * 3; same("float", id(x) == i)
x = 10 ** 6 * 3; i = id(x); del x; x = 10 ** 6 * 7; same("int", id(x) == i)
n = 5
s = str(n) * 40; i = id(s); del s; s = str(n + 1) * 40; same("str", id(s) == i)
s = str(n) * 40; i = id(s); del s; s = str(n + 1) * 39; same("str of the same class", id(s) == i)
s = str(n) * 40; i = id(s); del s; s = str(n + 1) * 80; same("longer str", id(s) == i)
t = (n, n, n); i = id(t); del t; t = (n, 1, n); same("tuple", id(t) == i)
t = (n, n, n); i = id(t); del t; t = (n, 1); same("shorter tuple", id(t) == i)
l = [n]; i = id(l); del l; l = [n, n]; same("list", id(l) == i)
d = {n: 1}; i = id(d); del d; d = {}; same("dict", id(d) == i)
m = a.__class__
f = lambda: 1
i = id(f); del f; f = lambda: 2; same("function", id(f) == i)
class D:
    def m(self):
        pass
d = D()
i = id(d.m); same("bound method", id(d.m) == i)
m = d.m
i = id(m); k = d.m; same("two bound methods", id(k) == i)
del m; j = id(k); del k; k = d.m; same("bound method again", id(k) == j)
e = C(1); i = id(e); del e; e = C(2); same("exception", id(e) == i)
e = ValueError(n); i = id(e); del e; e = ValueError(n); same("built-in exception", id(e) == i)
r = range(n); i = id(r); del r; r = range(n + 1); same("range", id(r) == i)
it = iter([n]); i = id(it); del it; it = iter([n]); same("list iterator", id(it) == i)
a = A(); b = A(); ia, ib = id(a), id(b)
del a, b
c = A(); d = A()
same("two, last one first", (id(c) == ib, id(d) == ia))
a = A(); b = A(); ia, ib = id(a), id(b)
del b, a
c = A(); d = A()
same("two, other way", (id(c) == ia, id(d) == ib))
l = [A() for _ in range(5)]
ids = [id(x) for x in l]
del l
m = [A() for _ in range(5)]
same("a list dies last to first", [ids.index(id(x)) if id(x) in ids else -1 for x in m])
l = [A() for _ in range(5)]
ids = [id(x) for x in l]
t = tuple(l)
del l
del t
m = [A() for _ in range(5)]
same("a tuple too", [ids.index(id(x)) if id(x) in ids else -1 for x in m])
d = {k: A() for k in range(4)}
ids = [id(x) for x in d.values()]
del d
m = [A() for _ in range(4)]
same("a dict first to last", [ids.index(id(x)) if id(x) in ids else -1 for x in m])
l = [A() for _ in range(4)]
ids = [id(x) for x in l]
l.clear()
m = [A() for _ in range(4)]
same("cleared", [ids.index(id(x)) if id(x) in ids else -1 for x in m])
x = [0.5 * k for k in range(10)]
ids = [id(v) for v in x]
del x
y = [0.25 * k for k in range(10)]
same("floats", [ids.index(id(v)) if id(v) in ids else -1 for v in y])
x = [1000 + k for k in range(10)]
ids = [id(v) for v in x]
del x
y = [2000 + k for k in range(10)]
same("ints", [ids.index(id(v)) if id(v) in ids else -1 for v in y])
l = [1, 2, 3]
i = id(l)
for k in range(1000):
    l.append(k)
same("a list stays when it grows", id(l) == i)
a = A()
a.x = 1
i = id(a.__dict__)
same("one __dict__", id(a.__dict__) == i)
for line in out:
    print(*line)
