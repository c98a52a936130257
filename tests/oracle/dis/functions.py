def f(): pass
# ---
def f(a, b=1, *c, d, e=2, **g):
    """Doc."""
    return a, b, c, d, e, g
# ---
def f(a=1, b=(2, 3), c=[], *, d={}): ...
# ---
def f(a, /, b, *, c): return a
# ---
def f(a, b=x, *, c=y, d): return a
# ---
def f():
    def g():
        def h():
            return 1
        return h
    return g
# ---
def f(x):
    def g():
        return x
    return g
# ---
def f():
    x = 1
    def g(y):
        nonlocal x
        x = y
        return lambda: x + y
    return g
# ---
def f(a):
    def g():
        def h():
            return a
        return h
    return g
# ---
def f():
    def g():
        return x
    x = 1
    return g()
# ---
def f():
    x = 1
    class C:
        y = x
        def g(self):
            return x
        x = 2
        z = x
    return C
# ---
def f():
    class C:
        x = 1
        def g(self):
            return x
    x = 2
    return C
# ---
def f():
    x = 1
    class C:
        nonlocal x
        x = 2
    return x
# ---
def f():
    def rec(n):
        return rec(n - 1) if n else 0
    return rec
# ---
def f(a, b):
    del a
    def g():
        return b
    del b
    return g
# ---
@d
def f(): pass
@a.b(c)
@d
def f(x=1): pass
# ---
@d
class A: pass
@d(1)
@e
class B(A):
    x = 1
# ---
class A: pass
# ---
class A():
    """Doc
    of A.
    """
    x = 1
    def f(self):
        self.a = 1
        self.b, self.c = 2, 3
        self.d += 1
        other.e = 1
        def g():
            self.h = 1
# ---
class A(B, C): pass
class D(B, *C): pass
class E(B, metaclass=M): pass
class F(**k): pass
class G(B, x=1, **k): pass
# ---
class A:
    class B:
        class C:
            x = 1
        def f(self): return __class__
# ---
class A(B):
    def f(self):
        return super().f()
    def g(self, x):
        super().x = x
        return super().y
    def h(self):
        return super(A, self).h(1, k=2)
    def i(self):
        return super(A, self).j
    def j():
        return super()
    def k(*a):
        return super().k
    def l(self):
        return super
    def m(self):
        return (super()
                .m(1))
# ---
class A:
    def f(self):
        def g():
            return super().x
        return g
    x = [super for y in z]
# ---
class A:
    x = 1
    y = [x for x in range(x)]
    z = {a: x for a in y}
    w = [a for a in y if a]
# ---
class A:
    __x = 1
    def __f(self, __y):
        self.__z = __y
        return self.__x, __g, __h__
    def k(self, *, __p=1):
        __q = f(__k=1)
        def __inner(): return __q
        import gc as __m
        return __inner, __m
class _A:
    __x = 1
class __:
    __x = 1
# ---
class A:
    global x
    x = 1
    def f(self): return x
# ---
class A:
    if a:
        x = 1
    for y in z:
        pass
    while x:
        break
    try:
        q = 1
    except E as e:
        pass
    del x
# ---
def f():
    return [x for x in y]
# ---
def f(y):
    return [x for x in y if x if not x]
# ---
[x for x in y]
{x for x in y}
{x: y for x, y in z}
(x for x in y)
# ---
[x for x in y if x]
{x: 1 for x in y if x > 1 and x < 3}
# ---
[(x, y) for x in a for y in b]
[x for x in a if x for y in x if y]
[z for y in x for z in [f(y)] if z]
[z for y in x for z in (y,)]
# ---
def f(x):
    return [[y for y in z] for z in x]
# ---
def f(x):
    return [x for x in x]
# ---
def f(x, n):
    g = [lambda: y for y in x]
    h = [lambda: y + n for y in x]
    return g, h
# ---
def f():
    x = 1
    y = [x for x in range(3)]
    return [lambda: x for z in y]
# ---
def f(x):
    return [(y, [z for z in x if z == y]) for y in x]
# ---
def f(a):
    return (x + a for x in b)
# ---
def f(a):
    return sum(x * a for x in b if x), max((y for y in a), key=1)
# ---
def f(a):
    return list(y for x in a for y in x)
# ---
x = [y for y in x]
y = [x for y in x for x in y]
# ---
def f():
    return {k: v for k, v in x.items() if (n := k)}
# ---
total = 0
x = [total := total + v for v in y]
# ---
def f():
    def g():
        return [x for q in y]
    x = 1
    y = 2
    return g
# ---
def f(xs):
    return [i for i in [1, 2, 3]], [i for i in (1, 2)], [i for i in [a, b]]
# ---
def f(xs):
    for x in xs:
        y = [z for z in x]
    return [y for y in y]
# ---
class C:
    def m(self):
        return [self.x for i in self.y], (self.z for i in 1,)
# ---
def f(x):
    [x for i in y]
    def g(): return x
    [i for i in x]
    [(lambda: i)() for i in x]
# ---
def f(x):
    try:
        return [y for y in x]
    except E:
        return [y for y in x if y]
# ---
def g():
    yield
# ---
def g():
    yield 1
    x = yield 2
    y = yield
    return x
# ---
def g(a):
    for x in a:
        yield x
# ---
def g(a):
    x = yield from a
    return x
# ---
def g(a):
    yield from a
    yield from b()
# ---
def g(a):
    try:
        yield 1
    finally:
        b()
# ---
def g(a):
    try:
        yield 1
    except E as e:
        yield e
    else:
        yield 2
# ---
def g(a):
    with a as b:
        yield b
# ---
def g():
    while True:
        x = yield
        if x:
            return
# ---
def g():
    x = 1
    def h():
        yield x
    yield from h()
    return [y for y in (yield)]
# ---
def f(a, b):
    x = 1
    y = 2
    return a + b + x + y
# ---
def f():
    a, b = 1, 2
    c, d = a, b
    e = c, d
    return e
# ---
def f(self):
    self.x = self.y = 1
    self.z += 1
    return self.x
# ---
def f(
    a,
    b=1,
    *,
    c=2,
):
    return a
# ---
def f(): return 1
def g(): x = 1; return x
def h(): "doc"
def i(): "doc"; return 1
def j():
    1
    return 2
# ---
def f():
    """
    Doc with a	tab.

        Deeper.
    """
def g():
    "   lead"
def h():
    """a
b"""
def i():
    ""
# ---
def f():
    class A:
        def g(self):
            class B(A):
                def h(self):
                    return super().h, A, self
            return B
    return A
# ---
def f(a, b, c):
    def g(): return a, c
    b = 1
    c = 2
    return g, b
# ---
def outer():
    global G
    def G(): pass
    class K:
        global H
        def H(self): pass
# ---
x = lambda a, b=y: (lambda: a + b)
# ---
def f(*args, **kwargs):
    g(*args, **kwargs)
    return lambda *args: args
# ---
def f():
    def g(x=1, *, y=2):
        return z
    z = 3
    return g
# ---
def f():
    global y
    y = [y for x in y]
    return y
# ---
count = 0
def bump():
    global count, other
    count += 1
count = count + 1
print(count, other)
class A:
    count = 1
    def f(self):
        return count
# ---
import sys
[sys.f(x) for x in y]
sys.f(1)
def f():
    return [sys.f(x) for x in sys.g()], (sys.h() for x in y)
class A:
    [sys.f() for x in y]
