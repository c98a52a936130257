import sys
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        print("eq", self.n); return NotImplemented
    def __lt__(self, o):
        print("lt", self.n); return NotImplemented
    def __gt__(self, o):
        print("gt", self.n); return self.n
class W(V):
    def __gt__(self, o):
        print("Wgt", self.n); return self.n
    def __eq__(self, o):
        print("Weq", self.n); return True
a, b, w = V(1), V(2), W(3)
print(a == b, a != b, a < b, a > b, a < w, a == w, a != w)
try: a <= b
except TypeError as e: print(e)
try: hash(a)
except TypeError as e: print(e)
try: {a: 1}
except TypeError as e: print(e)
class H:
    __hash__ = None
try: hash(H())
except TypeError as e: print(e)
print(V.__hash__, H.__hash__)
class B:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
    def __len__(self): return self.v
    def __contains__(self, x): return self.v
for v in (True, 1, None, "x"):
    try: print(bool(B(v)))
    except TypeError as e: print(e)
for v in (3, -1, "x", None, 1.5, True):
    try: print(len(B(v)))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print(1 in B(2), 1 in B(0), 1 in B("a"))
class S:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
class N:
    def __next__(self): return 1
try:
    for x in N(): pass
except TypeError as e: print(e)
class A:
    def __init__(self, n): self.n = n
    def __add__(self, o): print("add", self.n); return NotImplemented
    def __radd__(self, o): print("radd", self.n, o if isinstance(o, int) else "?"); return "r"
    def __iadd__(self, o): print("iadd", self.n); return NotImplemented
    def __sub__(self, o): return NotImplemented
    def __mul__(self, o): return "mul"
class A2(A):
    def __radd__(self, o): print("A2 radd"); return "A2"
x = A(1)
try: print(x + A(2))
except TypeError as e: print(e)
print(5 + x)
print(x + A2(3))
y = x
y += A2(4)
print(y)
try: x - 1
except TypeError as e: print(e)
try: x -= 1
except TypeError as e: print(e)
try: 1 - x
except TypeError as e: print(e)
print(x * 2)
try: print(2 * x)
except TypeError as e: print(e)
try: print([1] + x)
except TypeError as e: print(e)
class C:
    def __call__(self, *a, **k): return a, k
print(C()(1, 2, z=3), callable(C()), callable(x))
try: x()
except TypeError as e: print(e)
try: x[0]
except TypeError as e: print(e)
try: x[0] = 1
except TypeError as e: print(e)
try: del x[0]
except TypeError as e: print(e)
try: len(x)
except TypeError as e: print(e)
class R:
    def __repr__(self): return 5
    def __str__(self): return None
try: repr(R())
except TypeError as e: print(e)
try: str(R())
except TypeError as e: print(e)
class Hs:
    def __hash__(self): return "x"
try: hash(Hs())
except TypeError as e: print(e)
class Hb:
    def __hash__(self): return True
print(hash(Hb()))
o = x
print(isinstance(5, (str, (int, list))), issubclass(bool, (int,)))
try: isinstance(5, 5)
except TypeError as e: print(e)
try: issubclass(5, int)
except TypeError as e: print(e)
try: getattr(5, 5)
except TypeError as e: print(e)
try: setattr(5, "x", 1)
except AttributeError as e: print(e)
try: C.zz
except AttributeError as e: print(e)
try: del C.zz
except AttributeError as e: print(e)
try: len.x = 1
except AttributeError as e: print(e)
class Cm:
    def __enter__(self): return 1
try:
    with Cm(): pass
except TypeError as e: print(e)
class X1:
    def f(self): pass
x1 = X1(); x2 = X1()
print(x1.f == x1.f, x1.f == x2.f, x1.f is x1.f, hash(x1.f) == hash(x1.f), x1.f.__self__ is x1, x1.f.__func__ is X1.f, x1.f.__name__, X1.f.__qualname__)
def f(a, b=2, *, c=3): "doc"
f.x = 1
print(f.__defaults__, f.__name__, f.__doc__, f.x)
def g(): return "abc"
print(g.__doc__)
print(X1.__name__, X1.__qualname__, X1.__bases__, X1.__mro__, type(x1) is x1.__class__)
class Outer:
    "doc of Outer"
    class Inner:
        __slots__ = "only"
    __private = 1
    def get(self): return self.__private
print(Outer.Inner, Outer.Inner.__qualname__, Outer().get(), Outer._Outer__private)
