# Properties, classmethods and descriptors that replace themselves.
class P:
    @property
    def x(self):
        del P.x
        return "once"
    @x.setter
    def x(self, v): pass
    @classmethod
    def c(cls):
        cls.c = None
        return cls.__name__
    @staticmethod
    def s():
        P.s = 5
        return "static"
    def m(self):
        del P.m
        self.m = "own"
        return self.m
p = P()
print(p.x, hasattr(p, "x"), p.c(), p.c, p.s(), p.s, p.m(), p.m)
p.x = 4
print(p.x)
class D:
    def __del__(self): print("d")
class C:
    d = D()
    def f(self):
        C.d = 1
        print("in f")
C().f()
del C.d
