# A class's namespace, bases and descriptors.
class A:
    "doc"
    x = 1
    def f(self): pass
print(A.__dict__["x"], "f" in A.__dict__, list(A.__dict__), len(A.__dict__))
class A:
    x = 1
print(type(A.__dict__))
print(A.__dict__.get("x"), A.__dict__.get("y"), list(A.__dict__.keys()))
for k in A.__dict__: print(k)
class A: x = 1
try: A.__dict__["y"] = 1
except TypeError as e: print(e)
try: A.__dict__["q"]
except KeyError as e: print(repr(e))
class A: pass
class B(A): "bdoc"
print(B.__bases__, B.__mro__, B.__base__, A.__subclasses__(), B.__name__, B.__qualname__, B.__doc__, A.__doc__, B.__module__)
print(B.mro()) if 0 else 0
class A: pass
print(A.mro())
class A: pass
print(A.__class__, type(A).__name__, A().__class__.__name__)
print(A.__weakref__, A.__dict__["__weakref__"], A.__dict__["__dict__"])
class A:
    __slots__ = ("x",)
print(A.x, A.__dict__["x"], A.__slots__)
class A:
    @property
    def p(self): "pdoc"; return 1
    @staticmethod
    def s(): pass
    @classmethod
    def c(cls): pass
print(A.p.__doc__, A.__dict__["p"].fget.__name__, type(A.__dict__["s"]).__name__, A.__dict__["c"].__func__.__name__)
print(A.s.__name__, A.c.__name__, A.c.__self__)
