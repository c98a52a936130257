# What the types of the language cost, and which of their objects the collector tracks.
import sys, gc, weakref
class A: pass
class B(A):
    def __init__(self): self.x = 1
def f(a): return a
a=A(); b=B()
for o in (None, True, 0, 1, 2**31, 2**61, 1.5, "", "a", "abc", "é", "ab€", (), (1,), (1,2,3), [], [1], [1,2,3], {}, {"a":1}, {1:2}, range(3), A, f, a, b, len, a.__class__, weakref.ref(a), b.__init__, object(), gc, ValueError("x"), type, int, print):
    try: print(type(o).__name__, sys.getsizeof(o), gc.is_tracked(o))
    except Exception as e: print(e)
l=[]
for i in range(20): l.append(i); print(sys.getsizeof(l), end=" ")
while l: l.pop(); print(sys.getsizeof(l), end=" ")
d={}
for i in range(25): d[i]=i; print(sys.getsizeof(d), end=" ")
print(gc.get_threshold(), gc.isenabled())
