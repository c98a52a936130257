import gc, sys, weakref
gc.collect()
def a():
    class A: pass
def b():
    class A:
        __slots__=()
def c():
    class A:
        __slots__=('x','y')
def d():
    class A:
        def f(self): pass
def e():
    class A:
        @property
        def f(self): pass
def f():
    class A:
        @staticmethod
        def f(): pass
def g():
    class A:
        @classmethod
        def f(cls): pass
def h():
    class A: pass
    class B(A): pass
def i():
    class A:
        def __init__(self):
            super().__init__()
def j():
    class A(Exception): pass
def l():
    class A: pass
    A.a = A()
def n():
    class A:
        __slots__ = ("a", "__dict__")
    x = A()
    x.me = x
    x.a = A
    A.i = x
for x in (a,b,c,d,e,f,g,h,i,j,l,n):
    x()
    print(x.__name__, gc.collect())
class A: pass
print(weakref.getweakrefcount(A), weakref.getweakrefs(A)[0]() is A, sys.getrefcount(weakref.getweakrefs(A)[0]))
print(sys.getrefcount(A))
z=[A() for i in range(10)]
print(sys.getrefcount(A))
class B(A): pass
print(sys.getrefcount(A), sys.getrefcount(B))
