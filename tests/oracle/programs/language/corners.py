# language mix
def show(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
x = 10
def scopes():
    x = 1
    class K:
        y = x
        x = 5
        z = [x for _ in range(2)]
        w = [q for q in [x, x]]
        def m(self): return x
        n = lambda self: x
    return K.y if 0 else (K.x, K.z, K.w, K().m(), K().n())
show(scopes)
def scopes2():
    class K:
        y = x
        def f(self): return __class__
        def g(self): return self.__class__.__name__
    return K.y, K().f() is K, K().g(), K.__qualname__, K.f.__qualname__, K.__module__
show(scopes2)
def nl():
    a = 1
    def b():
        nonlocal a
        a += 1
        def c(): nonlocal a; a *= 10; return a
        return c
    return b()(), a
show(nl)
def gl():
    global newg
    newg = 5
    def inner(): global newg; newg += 1; return newg
    return inner()
show(gl); print(newg)
def dele():
    a = 1; del a
    return a
show(dele)
def cl():
    fs = [lambda: i for i in range(3)]; gs = [lambda i=i: i for i in range(3)]; return [f() for f in fs], [g() for g in gs]
show(cl)
show(lambda: [y := 5, y ** 2, y]); show(lambda: [(z, w) for z in range(3) if z for w in range(z) if w < 2]); show(lambda: {k: v for k, v in zip("abc", range(3)) if v}); show(lambda: [[j for j in range(i)] for i in range(3)]); show(lambda: [last := n for n in range(3)] + [last]); show(lambda: {x for x in "hello"} == set("helo")); show(lambda: list((a, b) for a in range(2) for b in "xy")); show(lambda: sum(x for x in range(10) if x % 2)); show(lambda: [*range(3), *"ab", *{5: 1}]); show(lambda: {**{"a": 1}, "b": 2, **{"a": 3}}); show(lambda: (*(1, 2), 3)); show(lambda: [x for x in [1, 2, 3] if x != 2 if x]); show(lambda: [f"{a}{b}" for a, (b, c) in [(1, (2, 3))]]); show(lambda: [a for a, *b in [(1, 2, 3)]]); show(lambda: x if x > 5 else -x); show(lambda: not x == 10); show(lambda: 1 < x <= 10 != 11); show(lambda: x in (1, 10) and x not in [2]); show(lambda: (lambda *a, b=1, **c: (a, b, c))(1, 2, b=3, d=4))
a, (b, *c), d = 1, (2, 3, 4), 5; print(a, b, c, d); a = b = c = [1]; a += [2]; print(b, c is a); [a, b] = "xy"; print(a, b); (a), b = b, a; print(a, b); *a, = "abc"; print(a); a, *b, c = range(6); print(a, b, c); a = 1,; print(a); x = y = 5; x += y; x -= 1; x *= 2; x //= 3; x %= 4; x **= 3; x |= 8; x &= 12; x ^= 5; x <<= 2; x >>= 1; print(x); l = [1, 2, 3, 4, 5]; l[1:3] = "ab"; l[::2] = [0] * 3; l[-1:] = []; l[0] += 5; print(l); i = 0; i, l[i] = 1, 9; print(i, l); d = {}; d["a"], d["b"] = 1, 2; d["a"] += 10; print(d); 
def order():
    def t(n): print(n, end=" "); return n
    {t(1): t(2), t(3): t(4)}; [t(5), t(6)][t(0)]; t(7) + t(8) * t(9); t(1) < t(2) < t(0) < t(5); print()
    (lambda a, b=t("d"), *c, k=t("kd"): t("body"))(t("a"), *[t("s")], k=t("k"), **{"z" if 0 else "y": t("kw")} if 0 else {}); print()
    d = {}; d[t("key")] = t("val"); t([1, 2])[t(0)] = t("v"); t("x") if t(0) else t("y"); t("") or t("z") and t("w"); print()
    def f(): t("f"); return d
    f()[t("k2")] = t("v2"); f()["key"] += t("!"); del f()[t("key")]; print(d)
    try: [t(1), t(2), 1 / 0, t(3)]
    except ZeroDivisionError: print("zde")
order()
def loops():
    for i in range(5):
        if i == 1: continue
        if i == 3: break
        print(i, end=" ")
    else: print("no")
    for i in []: pass
    else: print("else", i)
    n = 3
    while n:
        n -= 1
        if n == 1: continue
    else: print("welse")
    while True:
        try:
            n += 1
            if n < 3: continue
            break
        finally: print("f", n, end=" ")
    print()
    for i in range(3):
        for j in range(3):
            if j == i: break
        else: print("inner", i)
    for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
    d = {}
    for d["k"] in range(2): pass
    print(d); l = [1, 2, 3]
    for v in l:
        if v == 2: l.remove(v)
        if len(l) < 8: l.append(v * 10)
    print(l)
    try:
        for k in d: d[k + "x"] = 1
    except RuntimeError as e: print(e)
    s = {1, 2}
    try:
        for k in s: s.add(k + 10)
    except RuntimeError as e: print(e)
    try:
        for k in (d := {1: 1, 2: 2}): d.pop(k); d[k + 5] = 1
    except RuntimeError as e: print(e)
loops()
def tries():
    def f(n):
        try:
            if n == 0: return "ret"
            if n == 1: raise ValueError("v")
            if n == 2: raise KeyError("k")
            if n == 3: 1 / 0
            if n == 4: raise TypeError
        except ValueError as e: return "ve", str(e)
        except (KeyError, IndexError) as e: return "ke", e.args
        except ZeroDivisionError: raise RuntimeError("from") from None
        except: return "bare"
        else: return "else"
        finally: print("fin", n, end=" ")
    for n in range(6): show(f, n)
    def g():
        for i in range(3):
            try: return i
            finally:
                if i < 2: continue
    print(g())
    def h():
        try: raise ValueError(1)
        except ValueError as e:
            try: raise KeyError(2)
            except KeyError as e: pass
            try: e
            except UnboundLocalError as u: return str(u)
    print(h())
    try:
        try: raise ValueError("a")
        finally: raise KeyError("b")
    except KeyError as e: print(repr(e), repr(e.__context__), e.__cause__, e.__suppress_context__)
    try:
        try: raise ValueError("a")
        except ValueError as e: raise
    except ValueError as e: print("re", e.__context__)
    try: raise
    except RuntimeError as e: print(e)
    for bad in (5, "x", None, int, object(), KeyboardInterrupt, ValueError, ValueError(1)):
        try: raise bad
        except BaseException as e: print(type(e).__name__, e)
    try: raise ValueError from 5
    except TypeError as e: print(e)
    try: raise ValueError from KeyError
    except ValueError as e: print(repr(e.__cause__))
    for cl in (5, (ValueError, 5), "x", [ValueError], (), None):
        try:
            try: raise ValueError("q")
            except cl: print("yes")
        except Exception as e: print(type(e).__name__, e)
    def gen():
        try: yield 1
        except GeneratorExit: print("ge"); raise
        finally: print("gf")
    g = gen(); next(g); g.close()
    class CM:
        def __init__(self, n, sup=False): self.n, self.sup = n, sup
        def __enter__(self): print("enter", self.n, end=" "); return self.n
        def __exit__(self, t, v, tb): print("exit", self.n, t and t.__name__, v, end=" "); return self.sup
    with CM(1) as a, CM(2, True) as b: print(a, b, end=" "); raise ValueError("x")
    print(); show(lambda: CM(1).__exit__(None, None, None))
    for i in range(2):
        with CM(i): 
            if i: break
            continue
    print()
    try:
        with CM(1), CM(2): 1 / 0
    except ZeroDivisionError as e: print(e)
    for bad in (5, type("x"), None):
        try:
            with bad: pass
        except Exception as e: print(type(e).__name__, e)
    class NoExit:
        def __enter__(self): pass
    try:
        with NoExit(): pass
    except Exception as e: print(type(e).__name__, e)
tries()
class Meta: pass
class Base:
    reg = []
    def __init__(self, *a): self.a = a; Base.reg.append(type(self).__name__)
    def __repr__(self): return f"{type(self).__name__}{self.a}"
    def __eq__(self, o): return NotImplemented if not isinstance(o, Base) else self.a == o.a
    def __lt__(self, o): return self.a < o.a
    def __len__(self): return len(self.a)
    def __contains__(self, x): return x in self.a
    def __getitem__(self, i): return self.a[i]
    def __call__(self, *a): return type(self)(*a)
    def __add__(self, o): return type(self)(*(self.a + o.a)) if isinstance(o, Base) else NotImplemented
    def __radd__(self, o): return self if o == 0 else NotImplemented
    def __mul__(self, n): return type(self)(*(self.a * n))
    def __bool__(self): return bool(self.a)
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(f"no {n}")
    @property
    def first(self): return self.a[0]
    @first.setter
    def first(self, v): self.a = (v,) + self.a[1:]
    @first.deleter
    def first(self): self.a = self.a[1:]
    @classmethod
    def make(cls, n): return cls(*range(n))
    @staticmethod
    def st(x): return x * 2
class Sub(Base):
    def __init__(self, *a): super().__init__(*a); self.extra = len(a)
    @property
    def first(self): return super().first * 100 if self.a else None
class Mixin:
    def who(self): return ["mixin"] + (super().who() if hasattr(super(), "who") else [])
class A1(Mixin):
    def who(self): return ["A1"] + super().who()
class B1(Mixin):
    def who(self): return ["B1"] + super().who()
class C1(A1, B1):
    def who(self): return ["C1"] + super().who()
b, s = Base(1, 2), Sub(3, 4); print(b, s, b == s, b != s, b == Base(1, 2), b < s, len(b), 2 in b, b[1], b[-1:], b(9), b + s, s + b, sum([b, s]), b * 2, bool(Base()), b.dyn_x, b.first, s.first, Base.make(2), Sub.make(3), Base.st(4), s.st(5), s.extra, list(b), max([b, s]), sorted([s, b]), C1().who(), [k.__name__ for k in C1.__mro__], isinstance(C1(), Mixin), issubclass(C1, A1), C1.__bases__ if 0 else 0)
b.first = 7; print(b); del b.first; print(b); show(lambda: b.zz); show(lambda: setattr(s, "first", 1)); show(lambda: b < 5); show(lambda: b + 5); show(lambda: 5 + b); show(lambda: b[9]); show(lambda: hash(b)); show(lambda: {b: 1}); show(lambda: b > s); show(lambda: b >= s); show(lambda: -b); show(lambda: Base.reg[:3])
for bases in ((A1, Mixin), (Mixin, A1)):
    try:
        class X(*bases): pass
        print(X.__mro__[1].__name__)
    except TypeError as e: print(e)
try:
    class Y(int, str): pass
except TypeError as e: print(e)
try:
    class Z(bool): pass
except TypeError as e: print(e)
try:
    class V(type(None)): pass
except TypeError as e: print(e)
try:
    class S(A1, A1): pass
except TypeError as e: print(e)
try:
    class R: __slots__ = ("a", "a b")
except TypeError as e: print(e)
try:
    class R:
        __slots__ = ("a",); a = 1
except ValueError as e: print(e)
try:
    class R: __slots__ = (5,)
except TypeError as e: print(e)
try:
    class R(Base): __slots__ = ("__dict__",)
except TypeError as e: print(e)
try:
    class R(int): __slots__ = ("a",)
except TypeError as e: print(e)
