import sys
g = sys.getsizeof
def sizes(label, *o): print(label, [g(x) for x in o])
class A: pass
class B:
    __slots__ = ("a", "b", "c")
class C(B):
    __slots__ = ("d", "__dict__")
class D(B): pass
class E(B):
    __slots__ = ("__weakref__",)
class F(list): pass
class G(list):
    __slots__ = ()
class H(dict): pass
class I(tuple): pass
class J(int): pass
class K(str): pass
class L(Exception): pass
class M(set): pass
class N(float): pass
class O(bytes): pass
class P(frozenset): pass
class Q(H): 
    __slots__ = ("x",)
sizes("inst", A(), B(), C(), D(), E(), F(), G(), H(), I(), J(), K(), L(), M(), N(), O(), P(), Q())
sizes("inst full", F([1, 2, 3]), G((1, 2)), H(a=1), I((1, 2, 3)), J(10**10), K("abc"), L(1, 2), M([1]), N(1.5), O(b"abc"), P([1] * 9), K("é"), J(0), J(-5))
sizes("class", A, B, C, F, type, object, int)
def f(a, b=1, *c, d=2, **e): return lambda: a
sizes("func", f, f(1), len, [].append, A().__init__ if 0 else "".join, f.__code__, (lambda: 0).__code__, f.__defaults__, f(1).__closure__, f(1).__closure__[0], f.__globals__ is None)
def gen(n):
    for i in range(n): yield i
g1 = gen(3); sizes("gen", g1, (x for x in []), (x for x in [1] if x)); next(g1); sizes("gen2", g1, g1.gi_frame); list(g1); sizes("gen3", g1)
sizes("iter", iter([]), iter(()), iter({}), iter(set()), iter(""), iter("é"), iter(b""), iter(range(3)), iter({}.items()), iter({}.values()), reversed([]), reversed({}), reversed(range(3)), enumerate([]), zip(), zip([], []), map(len, []), filter(None, []), iter(len, 1), reversed(()))
sizes("views", {}.keys(), {}.values(), {}.items(), range(5), range(10**9), slice(1), slice(1, 2, 3), property(), staticmethod(len), classmethod(len), super(C, C()), A.__dict__, A().__dict__, type(A).__mro__ if 0 else A.__dict__["__dict__"])
import weakref, gc
a = A(); sizes("weak", weakref.ref(a), weakref.proxy(a), weakref.ref(a, print), weakref.WeakSet(), weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.finalize(a, print), weakref.WeakMethod(f) if 0 else None)
sizes("const", None, True, False, ..., NotImplemented, 0, 1, -1, 2**30 - 1, 2**30, -2**30, 2**60 - 1, 2**60, -2**60, 1.5, "", "a", "é", "日", "😀", b"", b"a", (), [], {}, set(), frozenset())
sizes("str", "a" * 10, "é" * 10, "日" * 10, "😀" * 10, "aé", "a日", "a😀", "é日", "\xff", "\u0100", "\uffff", "\U00010000", "a" + "é"[:0], "é"[1:], ("a日")[:1], "aé".replace("é", ""), "日".encode(), "é".encode("latin-1").decode("latin-1"), str(b"\xff", "latin-1"), "%s" % "é", f"{'日'}a", "".join(["é", "a"]), "é".upper(), "ab".title(), chr(300), chr(200), repr("é"), "é" * 0, "日本"[::-1], "é,a".split(",")[1])
sizes("list", [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [a], [a, a], [a, a, a], list("abc"), list(range(3)), list(range(10)), [x for x in range(3)], [x for x in range(10)], [*"abc"], [*range(5)], [1] * 5, [1] + [2], [1, 2, 3][1:], sorted("abc"), list((1, 2, 3)), list({1, 2}), list({1: 2}), list(map(str, range(7))), list(x for x in range(9)), "a b c d".split(), "a,b".split(","), "a\nb".splitlines(), [].copy(), [1, 2, 3].copy(), list([1, 2, 3]), list(zip("ab", "cd")), dir(A)[:3], [1, *[2, 3]], [[]] * 3, list(filter(None, range(20))), list(enumerate("abcde")), list({}.items()), list("é日"), list(b"abcde"), [*(1, 2, 3)], list(reversed(range(6))), "abc".rsplit("b"), [None] * 0, list(()))
l = []; s = set(); d = {}; r = []
for i in range(70):
    l.append(i); s.add(i); d[i] = i
    if (t := (g(l), g(s), g(d))) != (r[-1][1:] if r else None): r.append((i,) + t)
print(r); r = []
while l:
    l.pop(); s.pop(); d.popitem()
    if (t := (g(l), g(s), g(d))) != (r[-1][1:] if r else None): r.append((len(l),) + t)
print(r)
for k in (0, 1, 2, 3, 5, 8, 13, 30): l = list(range(30)); del l[k:]; m = list(range(k)); m.extend(range(k)); n = [0] * k; n.insert(0, 1); o = list(range(k)); o += [1, 2, 3]; p = [1, 2, 3]; p *= k; q = list(range(30)); q[k:] = []; t = list(range(30)); t[:k] = range(50); u = list(range(k)); u.clear(); print(k, [g(x) for x in (l, m, n, o, p, q, t, u)], end="; ")
print()
for k in (0, 1, 4, 5, 6, 10, 11, 20, 21, 22, 43): d = {i: i for i in range(k)}; e = dict(d); f_ = d.copy(); h = {**d}; j = dict.fromkeys(range(k)); m = dict(zip(range(k), range(k))); n = d | {}; o = {str(i): 1 for i in range(k)}; p = dict(**o); q = {}; q.update(o); u = {}; u |= d; v = dict(list(d.items())); d.clear(); print(k, [g(x) for x in (d, e, f_, h, j, m, n, o, p, q, u, v)], end="; ")
print()
for k in (0, 1, 4, 5, 9, 18, 19, 31, 76, 77): s = set(range(k)); t = s.copy(); u = s | {1}; v = s & s; w = s - {1}; x = frozenset(s); y = {*s}; z = {i for i in range(k)}; b = set(list(s)); c = s ^ {1000}; d = set(); d.update(range(k)); e = set(s); e |= s; f_ = set(dict.fromkeys(s)); s.clear(); print(k, [g(q) for q in (s, t, u, v, w, x, y, z, b, c, d, e, f_)], end="; ")
print()
for n in (0, 1, 2, 3, 10): e = ValueError(*range(n)); print(g(e), g(e.args), end=" "); e.x = 1; print(g(e), g(e.__dict__), end="; ")
print(g(KeyError(1)), g(OSError(99, "a")), g(StopIteration(1)), g(SystemExit(1)), g(ImportError("x")), g(NameError("x")), g(AttributeError("x")), g(UnboundLocalError()), g(UnicodeError()), g(BaseException()), g(MemoryError()), g(RecursionError()))
try: 1 / 0
except ZeroDivisionError as e: print(g(e), g(e.__traceback__), g(e.__traceback__.tb_frame))
def h(**k): return g(k), g(dict(k))
print(h(), h(a=1), h(a=1, b=2, c=3, d=4, e=5, f=6), g(locals()) > 0, g((lambda *a: a)(1, 2)), g(globals()) > 100, g(vars()) > 0)
objs = [A() for _ in range(40)]
for i, o in enumerate(objs):
    o.x = i
    if i % 7 == 0: o.y = i; setattr(o, "z%d" % i, 1)
print([g(o.__dict__) for o in objs], g(A().__dict__)); objs[3].__dict__["q"] = 1; print(g(objs[3].__dict__)); del objs[3].x; print(g(objs[3].__dict__), g(objs[5]))
