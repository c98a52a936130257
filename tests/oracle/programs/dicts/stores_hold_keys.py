# While a key is hashed or compared, a store of a dict holds it; from the second time on a subscript's
# store hands its references over instead. setdefault() asks for the hash once.
import sys
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        print("hash", self.n, sys.getrefcount(self))
        return 1
    def __eq__(self, other):
        print("eq", self.n, sys.getrefcount(self), sys.getrefcount(other))
        return self is other
a, b = K("a"), K("b")
d = {a: 1}
d[b] = 2
for i in range(3):
    d[b] = i
d.update([(a, 3), (b, 4)])
e = dict.fromkeys([a, b], 0)
print(d.setdefault(a, 9), {}.setdefault(b, a) is a)
f = {k: 1 for k in (a, b)}
print(len(d), len(e), len(f))
