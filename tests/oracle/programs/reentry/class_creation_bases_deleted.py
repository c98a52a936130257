# Class creation: bases deleted meanwhile.
import gc, weakref
class A:
    def __del__(self): print("del a")
def base():
    global A
    b = A
    A = None
    return b
class B(base()):
    x = gc.collect() >= 0
    def f(self): return __class__.__name__
b = B()
print(b.f(), B.__mro__[1].__name__, A)
w = weakref.ref(B.__bases__[0], lambda r: print("base gone"))
del b, B
print(gc.collect() > 0, w() is None)
class X:
    class Y: pass
    del Y
    z = [q for q in (1, 2)]
    def __del__(self):
        global X
        X = None
        print("del x")
x = X()
x = None
print(X)
