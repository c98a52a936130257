# Sets hold their items; who dies when they change.
import sys
class T:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n
    def __eq__(self, other):
        return self.n == other.n
    def __del__(self):
        print("del", self.n)
s = {T(1), T(2), T(3)}
print(len(s))
s.discard(T(2))
print("-- discarded")
s.add(T(3))
print("-- added an equal one")
s.add(T(20))
x = s.pop()
print("popped", x.n)
x = None
print("-- cleared")
s.clear()
print("-- equal ones in a display")
s = {T(5), T(5), T(6)}
print(len(s))
s = None
print("-- operators")
a = {T(1), T(2)}
b = {T(2), T(3)}
c = a & b
print(len(c), [t.n for t in c][0], [t in a for t in c])
d = a | b
print(len(d))
a = None
print("-- a gone")
b = None
print("-- b gone")
d -= c
print(len(d))
c = d = None
print("-- order of death")
s = {T(i) for i in (3, 1, 2, 0)}
s = None
f = frozenset([T(7), T(8)])
print(sys.getrefcount(f), len(f))
f = None
print("-- end")
