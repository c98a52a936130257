# Shared keys wear out.
import sys
class P: pass
sz = []
for i in range(40):
    p = P()
    p.a = 1
    p.b = 2
    sz.append(sys.getsizeof(p.__dict__))
print(sz)
q = P()
print(sys.getsizeof(q.__dict__))
q.zz = 1
print(sys.getsizeof(q.__dict__))
class Q: pass
keep = [Q() for _ in range(5)]
for i, k in enumerate(keep):
    setattr(k, "n" + str(i), i)
    print(sys.getsizeof(k.__dict__), end=" ")
print()
print([sys.getsizeof(k.__dict__) for k in keep])
del keep[0].n0
print([sys.getsizeof(k.__dict__) for k in keep])
keep[1].__dict__["x y"] = 1
print([sys.getsizeof(k.__dict__) for k in keep])
keep[2].__dict__[5] = 1
print([sys.getsizeof(k.__dict__) for k in keep])
keep[3].__dict__.clear()
print([sys.getsizeof(k.__dict__) for k in keep])
keep[4].__dict__ = {"own": 1}
print([sys.getsizeof(k.__dict__) for k in keep])
