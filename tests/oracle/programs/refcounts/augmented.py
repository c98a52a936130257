# Augmented assignment: lists change in place, tuples and texts are made anew.
import sys
class Item:
    pass
class Bag:
    def __init__(self):
        self.items = []
        self.adds = 0
    def __iadd__(self, other):
        self.items.append(other)
        print("iadd", sys.getrefcount(self), sys.getrefcount(other))
        return self
class Sum:
    def __init__(self, n):
        self.n = n
    def __add__(self, other):
        print("add", sys.getrefcount(self), sys.getrefcount(other))
        return Sum(self.n + other.n)
    def __del__(self):
        print("del", self.n)
i = Item()
l = [i]
m = l
l += [i]
print(l is m, len(m), sys.getrefcount(i))
l = l + [i]
print(l is m, len(l), len(m), sys.getrefcount(i))
t = (i,)
u = t
t += (i,)
print(t is u, sys.getrefcount(i), len(t))
l *= 2
print(sys.getrefcount(i), len(l))
b = Bag()
b += i
b += b
print(len(b.items), sys.getrefcount(b), sys.getrefcount(i))
b.items.clear()
s = Sum(1)
s += Sum(2)
print("now", s.n)
s += s
print("now", s.n)
holder = [s]
holder[0] += Sum(10)
print("now", holder[0].n)
d = {"k": [i]}
d["k"] += [i, i]
print(len(d["k"]), sys.getrefcount(i))
