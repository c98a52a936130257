# How many containers a call makes that stay or go to free lists: the first time, and again.
import gc, sys
q=[1]
class Oops(Exception):
    def __init__(self, name, *more):
        super().__init__(name, *more)
        self.name = name
class O1(Exception):
    def __init__(self, name):
        super().__init__(name)
class O2(Exception):
    def __init__(self, name, *more):
        pass
class O3(Exception):
    def __init__(self, name):
        pass
class O4(Exception): pass
class K:
    def __init__(self, a=1, b=2): self.a=a
    def __call__(self, a=1, b=2): return a
    def m(self, *a, **k): pass
class P:
    def __init__(self, *a, **k): pass
class Q(P):
    def __init__(self, *a): super().__init__(*a)
class R(P):
    def __init__(self, a): super().__init__(a)
k=K()
def f(*a, **k): pass
def h(a=1, *, b=2): pass
class O1(Exception):
    def __init__(self, name):
        super().__init__(name)
class O3(Exception):
    def __init__(self, name):
        pass
class O5(Exception):
    def __init__(self, name):
        Exception.__init__(self, name)
class O6(Exception):
    def __init__(self, name, *more):
        Exception.__init__(self, name, *more)
class O7(Exception):
    def __init__(self, name, *more):
        super().__init__(name, *more)
class O8(Exception):
    def __init__(self, name):
        super().__init__()
class O9(Exception):
    def __init__(self, name):
        super().__init__(name, name, name)
class P1:
    def __init__(self, name):
        super().__init__()
class P2:
    def __init__(self, *name):
        super().__init__(*name)
e=O3(1)
def g():
    ValueError.__init__

def show(text, call):
    gc.collect()
    first = gc.get_count()[0]
    call()
    second = gc.get_count()[0]
    call()
    print(text, second - first, gc.get_count()[0] - second)
show('max([], default=q)', lambda: max([], default=q))
show('max(1, 2)', lambda: max(1, 2))
show('max([1,2], key=lambda x: x)', lambda: max([1,2], key=lambda x: x))
show('max([1,2], key=str)', lambda: max([1,2], key=str))
show('Oops(1, 2)', lambda: Oops(1, 2))
show('Oops(1)', lambda: Oops(1))
show('O1(1)', lambda: O1(1))
show('O2(1, 2)', lambda: O2(1, 2))
show('O2(1)', lambda: O2(1))
show('O3(1)', lambda: O3(1))
show('O4(1)', lambda: O4(1))
show('O4(1, 2)', lambda: O4(1, 2))
show('O4()', lambda: O4())
show('f(1)', lambda: f(1))
show('f(1, 2)', lambda: f(1, 2))
show('f()', lambda: f())
show('f(a=1)', lambda: f(a=1))
show('f(*[1])', lambda: f(*[1]))
show('f(*[1], k=2)', lambda: f(*[1], k=2))
show('f(1, *[1], k=2)', lambda: f(1, *[1], k=2))
show('f(*(1, 2))', lambda: f(*(1, 2)))
show("f(**{'a': 1})", lambda: f(**{'a': 1}))
show('f(*[])', lambda: f(*[]))
show('f(1, **{})', lambda: f(1, **{}))
show("h(b=3)", lambda: h(b=3))
show("h(1, b=3)", lambda: h(1, b=3))
show('K()', lambda: K())
show('K(1)', lambda: K(1))
show('K(a=2)', lambda: K(a=2))
show('K(1, b=2)', lambda: K(1, b=2))
show('K(*[1])', lambda: K(*[1]))
show('K(*[1], b=2)', lambda: K(*[1], b=2))
show("K(**{'a': 1})", lambda: K(**{'a': 1}))
show('k(1)', lambda: k(1))
show('k(a=2)', lambda: k(a=2))
show('k(1, b=2)', lambda: k(1, b=2))
show('k(*[1])', lambda: k(*[1]))
show("k(**{'a': 2})", lambda: k(**{'a': 2}))
show('k.m(1)', lambda: k.m(1))
show('k.m(a=1)', lambda: k.m(a=1))
show('k.m(*[1], b=2)', lambda: k.m(*[1], b=2))
show('P(1)', lambda: P(1))
show('P(a=1)', lambda: P(a=1))
show('Q(1, 2)', lambda: Q(1, 2))
show('R(1)', lambda: R(1))
show('dict(a=1)', lambda: dict(a=1))
show("dict(**{'a': 1})", lambda: dict(**{'a': 1}))
show("dict(q=1, **{'a': 1})", lambda: dict(q=1, **{'a': 1}))
show('print(*[])', lambda: print(*[]))
show("print(*[], sep='')", lambda: print(*[], sep=''))
show("print(*q[:0], sep='')", lambda: print(*q[:0], sep=''))
show("print(*[1], end='')", lambda: print(*[1], end=''))
show('list(map(f, [1]))', lambda: list(map(f, [1])))
show('list(map(k, [1]))', lambda: list(map(k, [1])))
show('list(zip([1], [2]))', lambda: list(zip([1], [2])))
show('list(enumerate([1]))', lambda: list(enumerate([1])))
show('list(filter(k, [1]))', lambda: list(filter(k, [1])))
show('str(1)', lambda: str(1))
show('slice(1, 2)', lambda: slice(1, 2))
show('bytes(1)', lambda: bytes(1))
show('"{}".format(1)', lambda: "{}".format(1))
show('"{x}".format(x=1)', lambda: "{x}".format(x=1))
show('list(x for x in q)', lambda: list(x for x in q))
show('O5(1)', lambda: O5(1))
show('O6(1)', lambda: O6(1))
show('O6(1, 2)', lambda: O6(1, 2))
show('O7(1)', lambda: O7(1))
show('O7(1, 2)', lambda: O7(1, 2))
show('O8(1)', lambda: O8(1))
show('O9(1)', lambda: O9(1))
show('P1(1)', lambda: P1(1))
show('P2()', lambda: P2())
show('Exception.__init__(e, 1)', lambda: Exception.__init__(e, 1))
show('Exception.__init__(e, 1, 2)', lambda: Exception.__init__(e, 1, 2))
show('Exception.__init__(e, *[1])', lambda: Exception.__init__(e, *[1]))
show('Exception.__init__(e, *(1,))', lambda: Exception.__init__(e, *(1,)))
show('e.__init__(1)', lambda: e.__init__(1))
show('e.__init__(*(1,))', lambda: e.__init__(*(1,)))
show('g()', lambda: g())
show('max(q, default=q)', lambda: max(q, default=q))
show('min(q, default=q, key=None)', lambda: min(q, default=q, key=None))
show('print(*())', lambda: print(*()))
