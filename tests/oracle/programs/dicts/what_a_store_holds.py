# What a dict's methods hold of a key and a value while __hash__, __eq__ and __repr__ run, and how often
# they ask.
import sys
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        print("hash", self.n, sys.getrefcount(self))
        return 1
    def __eq__(self, o):
        print("eq", self.n, o.n, sys.getrefcount(self), sys.getrefcount(o), sys.getrefcount(v))
        return self.n == o.n
    def __repr__(self):
        return "K%d:%d" % (self.n, sys.getrefcount(self)) if False else "K" + str(sys.getrefcount(self))
a, b, c = K(1), K(2), K(3)
v = K(9)
d = {a: v, b: v}
print("literal", len(d))
d[c] = v
print("stored", d)
for k in (a, b, c):
    d[k] = v
    print("--")
print("setdefault", d.setdefault(K(4), v), len(d))
d.setdefault(a, v)
d.update({c: v})
print("update", len(d))
e = dict([(a, v)])
e = dict.fromkeys([a, b], v)
print("pop", d.pop(b), len(d))
del d[c]
print({k: v for k in (a, b)}, {**e} == e)
print(e.get(c), c in e, e | {c: v})
x = {"s": 1}
x[a] = v
x[a] = 1
print(x)
s = {a, b}
s.add(c)
print(a in s, len(s | {c}), s == {a, b, c})
