# staticmethod, classmethod, super in both, inheritance and references.
import sys
class A:
    count = 0
    @staticmethod
    def plain(x):
        return sys.getrefcount(x)
    @classmethod
    def make(cls, *args):
        cls.count += 1
        return cls()
    @classmethod
    def name(cls):
        return "A:" + cls.__name__
    def both(self):
        return self.plain(self), self.name(), type(self).count
class B(A):
    @classmethod
    def name(cls):
        return "B>" + super().name()
    @staticmethod
    def plain(x):
        return "B plain", A.plain(x)
o = []
print(A.plain(o), A().plain(o), B.plain(o), B().plain(o))
a, b = A.make(), B.make()
B.make()
print(type(a).__name__, type(b).__name__, A.count, B.count)
print(A.name(), B.name(), b.name(), a.both(), b.both())
m = B.make
print(m.__self__ is B, m() is not m(), B.count)
print(A.plain is A.plain, A.make is A.make, A.make == A.make)
print(type(A.__dict__["plain"]).__name__, type(A.__dict__["make"]).__name__)
f = A.plain
before = sys.getrefcount(f)
l = [A.plain, A().plain]
print(sys.getrefcount(f) - before, l[0] is l[1])
class C:
    helper = staticmethod(len)
    key = classmethod(lambda cls: cls)
print(C.helper([1, 2]), C().helper("abc"), C.key() is C, C().key() is C)
def decorate(f):
    def call(*args):
        print("call", len(args))
        return f(*args)
    return call
class D:
    @staticmethod
    @decorate
    def s(x):
        return x * 2
    @classmethod
    @decorate
    def c(cls, x):
        return cls.__name__ + x
print(D.s(4), D().s("a"), D.c("!"), D().c("?"))
