# What properties, wrappers, views, tracebacks and super objects refer to, in order.
import gc
def tell(o):
    print([(type(x).__name__, x if type(x) in (int, str, tuple, type(None)) else 0) for x in gc.get_referents(o)])
def f(self): "doc"; return 1
def g(self, v=3): return 2
class A:
    p = property(f)
    q = property(f, g, g, "own")
    @property
    def r(self): return 1
    @r.setter
    def r(self, v): pass
    s = staticmethod(f)
    @staticmethod
    def t(): "t doc"
    @classmethod
    def c(cls): pass
class B(A): pass
def caught():
    try: raised()
    except ZeroDivisionError as e: return e
def raised(): 1 / 0
d = {"a": [1], 2: (3,)}
x = B()
for o in [A.p, A.q, A.r, property(), property(None, g), d.items(), d.keys(), d.values(), A.__dict__, super(B, x), super(A, x),
          A.__dict__["s"], A.__dict__["t"], A.__dict__["c"], caught().__traceback__, caught().__traceback__.tb_next, f, A.t, A.c]:
    tell(o)
print(gc.get_referents(super(A, x))[0] is x, gc.get_referents(staticmethod(f))[0] is f, list(gc.get_referents(A.__dict__["t"])[1]))
