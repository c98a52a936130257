# What the interpreter holds while a comparison, a hash or a truth test runs.
import sys
class Item:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        print("eq", sys.getrefcount(self), sys.getrefcount(other))
        return self.n == other.n
    def __lt__(self, other):
        print("lt", sys.getrefcount(self), sys.getrefcount(other))
        return self.n < other.n
    def __hash__(self):
        print("hash", sys.getrefcount(self))
        return self.n
    def __bool__(self):
        print("bool", sys.getrefcount(self))
        return self.n > 0
    def __len__(self):
        print("len", sys.getrefcount(self))
        return self.n
a, b = Item(1), Item(2)
print(a == b, a != b, a < b, a > b)
print(a in [b, a], b in (b,), a in [Item(5)])
print(not a, bool(b), len(a))
print(a and b is b)
d = {a: "a"}
print(d[a], Item(1) in d, d.get(b))
d[Item(1)] = "again"
print(len(d), sys.getrefcount(a))
print([b, a].index(a), (a, b).count(b))
l = [b, a]
l.remove(a)
print(len(l), sys.getrefcount(a))
print(sorted([b, a])[0] is a)
print(max(a, b) is b, min([a, b]) is a)
print([a] == [b], (a, b) == (a, b))
if Item(0):
    print("never")
while not Item(3):
    pass
