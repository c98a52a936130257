class C:
    count = 0
    def __init__(self):
        self._x = 0
        C.count += 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v):
        if v < 0:
            raise ValueError("negative")
        self._x = v
    @staticmethod
    def twice(n):
        return n * 2
    @classmethod
    def make(cls):
        return cls()
class D(C):
    pass
c = C()
c.x = 5
print(c.x, C.twice(4), c.twice(5), type(D.make()).__name__, C.count)
try:
    c.x = -1
except ValueError as e:
    print("ValueError", e)
try:
    del c.x
except AttributeError as e:
    print("AttributeError", e)
print(C.x.__doc__, C.x.fget.__name__, C.x.fdel)
class T:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
class A:
    __slots__ = ("x", "y")
class B(A):
    __slots__ = ["w", "v"]
class E(B):
    pass
b = B()
b.x, b.y, b.v, b.w = T("x"), T("y"), T("v"), T("w")
del b
print("--")
c = E()
c.free = T("free")
c.x, c.v = T("x"), T("v")
c.last = T("last")
del c
b = B()
try:
    b.x
except AttributeError as e: print(e)
try:
    b.zz = 1
except AttributeError as e: print(e)
try:
    del b.x
except AttributeError as e: print(e)
try: b.__dict__
except AttributeError as e: print(e)
import sys, gc
print(sys.getsizeof(b), sys.getsizeof(E()), B.__slots__)
del A, B, E, b
print(gc.collect())
print("end")
