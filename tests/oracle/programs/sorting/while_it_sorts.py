# The list while it is sorted: empty, held once; errors leave every item there.
class T:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        print(len(l), l, end="; ")
        return self.v < o.v
    def __repr__(self): return str(self.v)
l = [T(3), T(1), T(2)]
l.sort()
print(l)
class U(T):
    def __lt__(self, o):
        l.append(1)
        return self.v < o.v
l = [U(3), U(1), U(2)]
try: l.sort()
except ValueError as e: print(e)
print(l)
class V(T):
    def __lt__(self, o):
        l.append(1); l.pop()
        return self.v < o.v
l = [V(3), V(1), V(2)]
try: l.sort()
except ValueError as e: print(e)
print(l)
class W(T):
    def __lt__(self, o):
        l.clear()
        return self.v < o.v
l = [W(3), W(1), W(2)]
try: l.sort()
except ValueError as e: print(e)
print(l)
import sys
class T:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        print(sys.getrefcount(self), sys.getrefcount(o), end="; ")
        return self.v < o.v
l = [T(3), T(1), T(2), T(9), T(4)]
l.sort(); print()
print(len(sorted(l))); print()
l.sort(key=lambda t: t); print()
l.sort(key=lambda t: t.v, reverse=True); print([t.v for t in l])
print(sys.getsizeof(l))
def k(t):
    print(len(l), sys.getrefcount(t), end="; ")
    return -t.v
l.sort(key=k); print([t.v for t in l])
l = [3, 1, "a", 2]
try: l.sort()
except TypeError as e: print(e)
print(l)
l = [5, 4, 3, "a", 2]
try: l.sort()
except TypeError as e: print(e)
print(l)
l = [3, 1, 2, 5]
try: l.sort(key=lambda x: 1 / (x - 2))
except ZeroDivisionError as e: print(e)
print(l)
try: l.sort(key=lambda x: 1 / (x - 2), reverse=True)
except ZeroDivisionError as e: print(e)
print(l)
import gc
class T:
    def __init__(self, v): self.v = v; self.me = self
    def __lt__(self, o):
        gc.collect()
        return self.v < o.v
l = [T(3), T(1), T(2)]
l.sort()
print([t.v for t in l])
print(gc.collect())
l = sorted([(2, T(1)), (1, T(2)), (2, T(0)), (1, T(1))])
print([(a, b.v) for a, b in l])
