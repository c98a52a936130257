# __slots__: sizes, errors, inheritance, order of deaths.
import gc, sys, weakref
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
class P:
    __slots__ = ("z", "a", "m")
    def __init__(self):
        self.z, self.a, self.m = T("z"), T("a"), T("m")
p = P()
print(sys.getsizeof(p), gc.is_tracked(p), hasattr(p, "__dict__"))
try:
    p.other = 1
except AttributeError as e:
    print(e)
del p.a
try:
    p.a
except AttributeError as e:
    print(e)
print("-- death")
del p
class Q(P):
    __slots__ = ["b"]
    def __init__(self):
        super().__init__()
        self.b = T("b")
q = Q()
print(sys.getsizeof(q))
del q
class R(P):
    def __init__(self):
        super().__init__()
        self.extra = T("extra")
r = R()
print(sys.getsizeof(r), sorted(r.__dict__))
del r
class Empty:
    __slots__ = ()
e = Empty()
print(sys.getsizeof(e), gc.is_tracked(e))
for bad in [lambda: setattr(e, "x", 1), lambda: weakref.ref(e), lambda: e.nothing]:
    try:
        bad()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
class W:
    __slots__ = ("x", "__weakref__")
w = W()
print(sys.getsizeof(w), weakref.ref(w)() is w)
class D:
    __slots__ = ("x", "__dict__")
d = D()
d.x, d.y = T("slot x"), T("dict y")
print(sys.getsizeof(d), d.__dict__.keys() == {"y"})
del d
print(type(P.z).__name__, P.z.__get__ is not None if False else "member")
gc.disable()
gc.collect()
a, b = P(), P()
a.z, b.z = b, a
del a, b
print("collected", gc.collect())
gc.enable()
