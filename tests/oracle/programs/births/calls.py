# Objects that calls make in passing, also when they are refused.
import gc, weakref
ITEMS = [list(range(n)) for n in range(10)]
FOUND, HELD, PADDING = [], [None] * 400, []
def kept(make, argument):
    # How many dead objects the free list has for the next ones.
    count = gc.get_count
    for n in range(20):
        before = count()[0]
        HELD[n] = make(argument)
        if count()[0] != before:
            break
    FOUND.append(n)
    for n in range(20):
        HELD[n] = None
def again(argument): return {} if argument else []
def tell(name, f):
    # Objects born and not freed by f(), and those in free lists: tuples of 1, 2, 4, 5 items, dicts, lists.
    for times in range(3):
        PADDING.clear()
        gc.collect()
        for n in range(60): PADDING.append([])
        FOUND.clear()
        before = gc.get_count()[0]
        try: f()
        except Exception as e: pass
        after = gc.get_count()[0]
        for size in (1, 2, 4, 5): kept(tuple, ITEMS[size])
        kept(again, True); kept(again, False)
        print(name, after - before, *FOUND)

class A:
    x = 1
    def m(self): pass
class E(Exception):
    def __new__(cls, *a): return super().__new__(cls, *a)
    def __init__(self, *a): super().__init__("x", *a)
class F(Exception):
    def __new__(cls, *a): return super().__new__(cls, *a)
class G(Exception):
    def __init__(self, a, b=None): self.a = a
class K:
    def __init__(self, a=None, b=None): self.a = a; self.b = b
class C:
    def __call__(self, *a, **k): pass
def f(a, b, *, c): pass
def g(a, b, /, d=1): pass
def h(a, *r, d, **k): pass
o, c = object(), C()
split = A()
split.y = 1
tell("new and init", lambda: E(1))
tell("new", lambda: F(1, 2))
tell("init", lambda: G(1))
tell("init by name", lambda: G(1, b=o))
tell("init starred", lambda: G(*[1]))
tell("init starred by name", lambda: G(*[1], b=o))
tell("class", lambda: K(o, b=o))
tell("class starred", lambda: K(*[o], b=o))
tell("instance", lambda: c(o, o, b=o))
tell("instance starred", lambda: c(*[o], **{"x": o}))
tell("staticmethod", lambda: staticmethod(len))
tell("classmethod", lambda: classmethod(len))
tell("staticmethod of f", lambda: staticmethod(f))
tell("missing", lambda: f())
tell("missing two", lambda: f(1))
tell("too many", lambda: f(1, 2, 3))
tell("unknown", lambda: f(1, 2, c=1, cc=2))
tell("positional only", lambda: g(1, b=2))
tell("positional only and unknown", lambda: g(1, 2, q=2))
tell("rest", lambda: h(1, 2, 3, q=4))
tell("rest twice", lambda: h(1, 2, d=3, a=4))
tell("method", lambda: A().m(1))
tell("type", lambda: type())
tell("type of two", lambda: type(1, 2))
tell("type of one", lambda: type(1))
tell("vars of two", lambda: vars(1, 2))
tell("dir of two", lambda: dir(1, 2))
tell("sorted of none", lambda: sorted())
tell("sorted unknown", lambda: sorted([1], rev=1))
tell("sorted by key", lambda: sorted([2, 1], key=lambda x: x, reverse=True))
tell("max unknown", lambda: max(1, 2, keys=1))
tell("max", lambda: max([1, 2], key=lambda x: -x, default=3))
tell("int by name", lambda: int("12", base=8))
tell("int", lambda: int("12", 8))
tell("int of nothing", lambda: int(base=8))
tell("mro", lambda: A.mro())
tell("mro of two", lambda: type("X", (), {}) if False else E.mro())
tell("dict of a class", lambda: dict(A.__dict__))
tell("dir", lambda: dir(split))
tell("dir twice", lambda: (dir(split), dir(split)))
tell("dir of a class", lambda: dir(A))
tell("copies of a split dict", lambda: (split.__dict__.copy(), split.__dict__.copy()))
tell("set update", lambda: {1}.update([2], (3,)))
tell("format", lambda: "{} {x}".format(1, x=2))
class Missing(dict):
    def __missing__(self, key): counts.append(gc.get_count()[0] - start); return key
class Hashed:
    def __hash__(self): counts.append(gc.get_count()[0] - start); return 1
class Shown:
    def __call__(self, *a, **k): pass
    def __str__(self): print("shown"); return "Shown"
shown = Shown()
proxies = weakref.proxy(f), weakref.proxy(shown), weakref.proxy(h)
tell("keyword twice", lambda: f(a=1, **{"a": 2}))
tell("keyword twice for an instance", lambda: shown(a=1, **{"a": 2}))
shown(*[1], **{"a": 2})
for name, p in zip("fsh", proxies):
    tell("proxy " + name, lambda: p(1, 2, c=3, d=4))
    tell("proxy starred " + name, lambda: p(*[1, 2], **{"c": 3, "d": 4}))
    tell("proxy of one " + name, lambda: p(1))
tell("fromkeys", lambda: dict.fromkeys([1, 2]))
tell("fromkeys of a dict", lambda: {}.fromkeys([1, 2], 3))
print(dict.fromkeys is dict.fromkeys, dict.fromkeys == dict.fromkeys)
tell("set starred", lambda: {1}.union(*([2],)))
tell("set update starred", lambda: {1}.update(*([2], [3])))
tell("vars by name", lambda: vars(o, zzz=1))
tell("set by name", lambda: {1}.union([2], zzz=1))
tell("getsizeof by name", lambda: gc.get_objects(zzz=1))
tell("AttributeError by name", lambda: AttributeError(1, zzz=1))
tell("ImportError by name", lambda: ImportError(1, zzz=1))
tell("OSError by name", lambda: OSError(2, "a", "b", zzz=1))
counts = []
def seen(x):
    counts.append(gc.get_count()[0] - start)
    return x
gc.collect(); counts.clear(); PADDING.clear(); start = gc.get_count()[0]
sorted([2, 1, 3], key=seen)
print("while sorted() asks", counts)
gc.collect(); counts.clear(); start = gc.get_count()[0]
Missing()["zz"]
dict.fromkeys([Hashed()])
print("while dicts ask", counts)
t = (1, 2)
print(ValueError(*t).args is t, G(*t).args is t, E(*t).args, OSError(*t[:1]).args, OSError("a", "b").args, StopIteration(*t).args is t)
for bad in (lambda: sorted(), lambda: max(), lambda: max(key=1), lambda: sorted(1, key=2, rev=3), lambda: f(), lambda: g(1, b=2)):
    try: bad()
    except TypeError as e: print(e)
print(staticmethod(len).__name__, staticmethod(len).__func__ is len, classmethod(len).__qualname__)
