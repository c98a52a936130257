# Classes: attributes of class and instance, methods, inheritance, mro.
class A:
    kind = "a"
    def __init__(self, n):
        self.n = n
    def who(self):
        return "A" + str(self.n)
    def call(self):
        return self.who()
class B(A):
    def who(self):
        return "B" + A.who(self)
class C(B):
    kind = "c"
a = A(1)
b = B(2)
c = C(3)
print(a.call(), b.call(), c.call())
print(a.kind, b.kind, c.kind)
A.kind = "changed"
print(a.kind, b.kind, c.kind)
b.kind = "own"
print(b.kind, B.kind)
del b.kind
print(b.kind)
print(isinstance(c, A), isinstance(a, B), isinstance(1, int), isinstance(True, int))
print(type(c) is C, type(c) is A, type(c).__name__)
m = c.who
c.n = 30
print(m())
print(C.__mro__[0] is C, C.__mro__[1] is B, C.__mro__[2] is A, C.__mro__[3] is object, len(C.__mro__))
