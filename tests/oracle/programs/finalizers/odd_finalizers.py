# What a class may have as its __del__ besides a plain method.
import gc, weakref
class F:
    def __call__(self, *a): print("called", len(a))
class A: pass
A.__del__ = print
A()
class B:
    __del__ = len
try: B()
except TypeError as e: print("no", e)
class C: __del__ = F()
C()
class D:
    @staticmethod
    def __del__(*a): print("static", len(a))
D()
class E:
    @classmethod
    def __del__(cls, *a): print("class", cls.__name__, len(a))
E()
class G:
    @property
    def __del__(self):
        print("property", gc.is_finalized(self))
        return lambda *a: print("got", len(a))
G()
class H: __del__ = F
H()
class I: __del__ = [].append
I()
class J(G): pass
x = J(); x.me = x; del x
print(gc.collect())
class K:
    def m(self): print("m of K")
    __del__ = m
k = K(); k.__del__(); del k
class L: pass
L.__del__ = K().m if False else K.m
L()
class M:
    @property
    def __del__(self): raise ValueError("from property")
M()
class N: __del__ = 5
N()
print("end")
