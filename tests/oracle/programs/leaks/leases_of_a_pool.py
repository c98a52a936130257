# Leases of a pool.
import gc, weakref
class Pool:
    def __init__(self, n): self.free = [Conn(self, i) for i in range(n)]; self.used = []
    def get(self): c = self.free.pop(); self.used.append(c); return Lease(self, c)
class Conn:
    def __init__(self, p, i): self.p = weakref.proxy(p); self.i = i
    def __del__(self): print("close", self.i)
class Lease:
    def __init__(self, p, c): self.p, self.c = p, c
    def __enter__(self): return self.c
    def __exit__(self, *a): self.p.used.remove(self.c); self.p.free.append(self.c)
    def __del__(self): print("lease end", self.c.i, self.c in self.p.used)
p = Pool(3)
with p.get() as c: print(c.i, len(p.free), c.p.used[0] is c)
l = p.get()
m = p.get()
del l
print(len(p.free), [c.i for c in p.used])
try:
    with p.get() as c: raise ValueError("in use")
except ValueError as e: print(e, len(p.free))
try:
    c.p.nothing
except AttributeError as e: print(e)
del p
print("pool kept")
del m
try:
    c.p.used
except ReferenceError as e: print(e)
c = None
print("end")
