# What a class body's decorators make: the tuple of a property's __set_name__() among it.
import gc
def f(): pass
def b(w):
    gc.collect()
    a=gc.get_count()[0]
    w()
    return gc.get_count()[0]-a
def c1():
    class A:
        @property
        def x(self): return 1
    return A
def c2():
    class A:
        @staticmethod
        def x(self): return 1
    return A
def c3():
    class A:
        def x(self): return 1
    return A
def c4():
    class A:
        @property
        def x(self): return 1
        @x.setter
        def x(self, v): pass
    return A
def c5():
    class A:
        @property
        def x(self): return 1
        @property
        def y(self): return 1
    return A
def p(): x = property(f)
def p2(): x = property(f); x=property(f)
def p3():
    y = property(f)
    y.__set_name__ if 0 else 0
    return y
print(b(p), b(p2), b(c3), b(c1), b(c2), b(c4), b(c5))
def d1():
    x = property(f)
    a = gc.get_count()[0]
    x = x.setter(f)
    return gc.get_count()[0]-a
print(d1())
