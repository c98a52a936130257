# super() as an object of its own.
class A:
    def f(self): return "A.f"
class B(A):
    def f(self):
        s = super()
        return s.f(), s.__thisclass__, s.__self__ is self, s.__self_class__
b = B()
print(b.f())
s = super(B, b)
print(s.f(), s)
class A:
    @classmethod
    def c(cls): return cls
class B(A):
    @classmethod
    def c(cls):
        return super().c(), super(B, cls).c()
print(B.c())
print(super(B, B).c())
