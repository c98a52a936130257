import gc, sys
class Single:
    it = None
    def __new__(cls, *args):
        if cls.it is None:
            cls.it = super().__new__(cls)
            print("made")
        return cls.it
    def __init__(self, n=0):
        self.n = n
a = Single(1)
b = Single(2)
print(a is b, a.n)
class Other:
    def __new__(cls, what):
        return what
    def __init__(self, what):
        print("never")
print(Other(5), Other("x"), Other(None))
class Log:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return object.__new__(cls)
    def __init__(self, a, b=2):
        print("init", a, b)
        self.a = a
class Sub(Log):
    pass
print(Sub(1, b=3).a)
class Plain: pass
for f in (lambda: Plain(1), lambda: object.__new__(), lambda: object.__new__(1), lambda: object.__new__(Plain, 1), lambda: object(1), lambda: object.__new__(ValueError)):
    try:
        f()
    except TypeError as e:
        print(e)
class N:
    def __new__(cls, x):
        return super().__new__(cls, x)
try:
    N(1)
except TypeError as e: print(e)
class I:
    def __init__(self, x):
        super().__init__(x)
try:
    I(1)
except TypeError as e: print(e)
class R:
    def __init__(self):
        return 5
    def __del__(self): print("R dies")
try:
    R()
except TypeError as e: print(e)
class E(Exception):
    def __new__(cls, *a):
        print("E", a)
        return super().__new__(cls, *a)
    def __init__(self, *a):
        super().__init__("x", *a)
print(E(1).args, repr(E(2)))
class C:
    def __new__(cls):
        self = super().__new__(cls)
        print(sys.getrefcount(self), sys.getrefcount(cls))
        return self
    def __init__(self):
        print(sys.getrefcount(self))
c = C()
print(sys.getrefcount(c), sys.getrefcount(C))
for i in range(3): C()
print(C.__new__ is C.__dict__["__new__"], type(C.__dict__["__new__"]).__name__) if False else None
del C, c
print(gc.collect())
