import gc, sys, weakref
gc.collect(); gc.disable()
def cnt(label, f):
    gc.collect(); a = gc.get_count()[0]; r = f(); b = gc.get_count()[0]; print(label, b - a, end=" "); r = None; c = gc.get_count()[0]; print(c - a, gc.collect())
class A: pass
class B:
    __slots__ = ("x", "y")
class C(list): pass
class D(dict): pass
class E(Exception): pass
class F(int): pass
class G(tuple): pass
class H(str): pass
class I(set): pass
class J(A):
    __slots__ = ()
class K:
    __slots__ = ("a", "__dict__")
class L:
    __slots__ = ("__weakref__",)
def mk(c, **k):
    o = c()
    for n in k: setattr(o, n, k[n])
    return o
def gen(): yield 1
for n, f in [("A", A), ("A+attr", lambda: mk(A, x=1)), ("A+list", lambda: mk(A, x=[])), ("A dict", lambda: A().__dict__), ("A vars", lambda: (o := A(), vars(o))), ("B", B), ("C", C), ("D", D), ("E", E), ("F", F), ("G", G), ("H", H), ("I", I), ("J", J), ("K", K), ("K+a", lambda: mk(K, z=1)), ("L", L),
    ("list", list), ("dict", dict), ("set", set), ("frozenset", lambda: frozenset([1])), ("tuple", lambda: tuple([1, 2])), ("object", object), ("range", lambda: range(5)), ("slice", lambda: slice(1, 2)), ("iter list", lambda: iter([])), ("iter dict", lambda: iter({})), ("iter str", lambda: iter("ab")), ("iter range", lambda: iter(range(3))), ("items", lambda: {}.items()), ("iter items", lambda: iter({}.items())),
    ("enumerate", lambda: enumerate([])), ("zip", lambda: zip([], [])), ("map", lambda: map(len, [])), ("filter", lambda: filter(None, [])), ("reversed", lambda: reversed([])), ("gen", gen), ("genexp", lambda: (x for x in [])), ("lambda", lambda: lambda: 0), ("closure", lambda: (lambda v: lambda: v)(1)), ("bound", lambda: mk.__get__ if 0 else [].append), ("method", lambda: A().__init__), ("property", lambda: property(len)), ("static", lambda: staticmethod(len)), ("classm", lambda: classmethod(len)),
    ("class", lambda: type(A)("X", (), {}) if 0 else None), ("ref", lambda: weakref.ref(A)), ("ref cb", lambda: weakref.ref(A, print)), ("proxy", lambda: weakref.proxy(A)), ("super", lambda: super(J, J())), ("exc", lambda: ValueError(1)), ("bytes", lambda: bytes(5)), ("int", lambda: 10**10), ("float", lambda: 1.5 * 2), ("str", lambda: "a" * 5), ("iter sentinel", lambda: iter(len, 1)), ("WeakSet", weakref.WeakSet), ("WVD", weakref.WeakValueDictionary), ("WKD", weakref.WeakKeyDictionary), ("finalize", lambda: weakref.finalize(A, print).detach()), ("WeakMethod", lambda: (o := J(), weakref.WeakMethod(o.__init__) if 0 else 0)), ("dictview and", lambda: {1: 2}.keys() & {1}), ("sorted", lambda: sorted("ba")), ("splits", lambda: "a b c".split()), ("dict(zip)", lambda: dict(zip("ab", "cd"))), ("nested", lambda: [[[] for _ in range(3)] for _ in range(3)]), ("tuples", lambda: [(i, i) for i in range(30)]), ("dicts", lambda: [{i: i} for i in range(10)]), ("star", lambda: (lambda *a, **k: (a, k))(1, 2, x=3)), ("divmod", lambda: divmod(7, 2)), ("items list", lambda: list({1: 2, 3: 4}.items())), ("locals", lambda: locals()), ("globals", lambda: globals()), ("dir", lambda: dir(A)), ("frame", lambda: gen().gi_frame), ("copy", lambda: [1, 2].copy()), ("dcopy", lambda: {1: []}.copy()), ("slice list", lambda: [1, 2, 3][:2]), ("fmt", lambda: "%s %s" % (1, 2)), ("open", lambda: open("f", "w").close()), ("exc_info", lambda: sys.exc_info()), ("get_count", gc.get_count), ("get_stats", lambda: len(gc.get_stats())), ("get_referents", lambda: gc.get_referents([], [])), ("enumerate list", lambda: list(enumerate("ab"))), ("zip list", lambda: list(zip("ab", "cd"))), ("fs op", lambda: frozenset([1]) | {2}), ("setcomp", lambda: {x for x in "ab"}), ("cyc", lambda: (a := [], a.append(a)))]:
    try: cnt(n, f)
    except Exception as e: print(n, type(e).__name__, e)
gc.enable()
