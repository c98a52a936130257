# Exit without any function: insertion order, then names rebound late keep their place.
import gc, weakref
a = weakref.WeakSet()
class D:
    __slots__ = ("n", "__weakref__")
x = D(); x.n = "x"; y = D(); y.n = "y"; z = D(); z.n = "z"
p = print
rx = weakref.ref(x, lambda r: p("x dies"))
ry = weakref.ref(y, lambda r: p("y dies"))
rz = weakref.ref(z, lambda r: p("z dies"))
u = x; x = None; x = u; del u
del y; y = D()
ry2 = weakref.ref(y, lambda r: p("y2 dies"))
print("end")
