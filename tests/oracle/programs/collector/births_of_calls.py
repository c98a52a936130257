# The tuples and dicts that calls make of their arguments, and the references those hold meanwhile.
import sys, gc
g=sys.getrefcount
class C:
    def __init__(self, a, b=0): print(g(a), g(b), g(self))
    def __call__(self, a, b=0): print("call", g(a), g(b), g(self)); return self
class N:
    def __new__(cls, a, b=0): print("new", g(a), g(b)); return object.__new__(cls)
    def __init__(self, a, b=0): print(g(a), g(b), g(self))
class E(Exception):
    def __init__(self, a, b=0): print("E", g(a), g(b), g(self)); super().__init__(a)
x=[]; y=[]
for i in range(3):
    c=C(x, y); c=C(x, b=y); c=C(a=x, b=y); c=C(*[x], **{"b":y}); c(x,y); c(x, b=y); c(*(x,), **{"b":y}); N(x,y); N(x,b=y); N(b=y,a=x); E(x, y); E(x, b=y)
def births(f):
    gc.collect()
    a=gc.get_count()[0]
    f()
    return gc.get_count()[0]-a
n=0
for f in (lambda: C(x,y), lambda: C(x,b=y), lambda: C(a=x,b=y), lambda: c(x,y), lambda: c(x,b=y), lambda: c(*(x,), **{"b":y}), lambda: C(*(x,), **{"b":y}), lambda: C(*(x,y)), lambda: N(x,b=y), lambda: E(x,b=y), lambda: E(x,y), lambda: bytes([1]), lambda: slice(1,2), lambda: property(f), lambda: property(fget=f, doc="x"), lambda: property(f).setter(f), lambda: staticmethod(f), lambda: object(), lambda: dict(a=1), lambda: zip(x,y), lambda: zip(x,y,strict=True), lambda: map(f,x), lambda: enumerate(x,start=3), lambda: ValueError(1), lambda: ImportError("a", name="b"), lambda:min(x,y,key=id), lambda:max([1],key=c.__call__) if 0 else 0, lambda: sorted([3,1], key=abs), lambda: f.__call__ if 0 else 0, lambda: round(15,-1), lambda: sys.getsizeof(1,2), lambda: sys.getsizeof([],default=3), lambda: sys.getsizeof(object=()), lambda: "{p}".format(p=1), lambda: "{0}".format(1), lambda: "a".split(sep="b"), lambda: print("x", end=""), lambda: "x".encode(encoding="utf-8"), lambda: int("3", base=4) if 0 else 0, lambda: sum([1],start=2), lambda: [].sort(key=abs), lambda: divmod(7,2), lambda: getattr(c,"zz",None), lambda: isinstance(1,(int,str)), lambda: abs(-3), lambda: pow(2,3), lambda: pow(2,3,5), lambda: hash((1,2)), lambda: iter(c,3), lambda: next(iter([1])), lambda: type(c), lambda: set([1]), lambda: frozenset([1]), lambda: float("3"), lambda: str(b"a","utf-8") if 0 else 0, lambda: chr(3), lambda: repr(c), lambda: range(3), lambda: reversed([1]), lambda: "a,b".split(","), lambda: "a".replace("a","b"), lambda: "x".join(["a"]), lambda: {}.get(1), lambda: {1:2}.pop(1), lambda: {}.setdefault(1,2), lambda: {}.update(a=1), lambda: [1].index(1), lambda: [1].pop(), lambda: setattr(c,"q",1), lambda: hasattr(c,"q"), lambda: open):
    n+=1; print(n, births(f))
