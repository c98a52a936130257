# What functions and methods tell about themselves.
def f(a, b=2, *, c=3): "doc"; return a
print(f.__kwdefaults__, f.__defaults__, f.__closure__, f.__module__, f.__dict__, f.__doc__, f.__name__, f.__qualname__)
def f(a, b=2, *, c=3): return a
print(type(f.__code__).__name__)
def g():
    x = 1
    def h(): return x
    return h
h = g()
print(h.__closure__[0].cell_contents, type(h.__closure__))
h.__closure__[0].cell_contents = 5
print(h())
class A:
    def m(self): pass
a = A()
b = a.m
print(b.__self__ is a, b.__func__ is A.m, b.__name__, b.__doc__, b.__qualname__, b.__module__)
try: b.x = 1
except AttributeError as e: print(e)
l = []
x = l.append
print(x.__self__ is l, x.__name__, x.__qualname__)
print(len.__name__, len.__qualname__, len.__module__)
print(list.append.__name__, list.append.__qualname__, type(list.append).__name__)
class A:
    def f(self): pass
print(A.f.__qualname__, A().f.__qualname__)
A.f.x = 1
print(A.f.__dict__, vars(A.f))
A.f.__dict__["y"] = 2
print(A.f.y)
def f(): pass
f.__defaults__ = (1,)
def f(a): pass
f.__dict__ = {"a": 1}
print(f.a)
