# Which items a sort compares, and in which order.
class T:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        print(self.v, "<", o.v, end="; ")
        return self.v < o.v
    def __repr__(self): return str(self.v)
import sys
def rnd(n, seed):
    x = seed
    out = []
    for i in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        out.append(x % (2 * n))
    return out
for n in (1, 2, 3, 5, 10, 40, 65):
    l = [T(v) for v in rnd(n, n)]
    l.sort()
    print(); print(n, l)
    l = [T(v) for v in rnd(n, n + 1)]
    l.sort(reverse=True)
    print(); print(n, l)
    l = [T(v % 7) for v in rnd(n, n + 1)]
    l = sorted(l)
    print(); print(n, l)
for l in ([3, 2, 1], [1, 2, 3], [1, 1, 1], [2, 2, 1, 1, 3], [5, 4, 4, 3, 3, 3, 2, 9, 10], list(range(50)) + list(range(25, 75)), list(range(100, 0, -1)), list(range(0, 160, 2)) + list(range(1, 160, 2)), list(range(100, 170)) + list(range(30)) + list(range(10, 120))):
    m = sorted([T(v) for v in l])
    print(); print(len(l), m)
class T:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        print(self.v, "lt", o.v)
        return NotImplemented
    def __gt__(self, o):
        print(self.v, "gt", o.v)
        return self.v > o.v
l = [T(2), T(1)]
l.sort()
print([t.v for t in l])
class U(T): pass
l = [T(2), U(1)]
l.sort()
print([t.v for t in l])
