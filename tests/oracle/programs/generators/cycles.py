# Generators and the collector: what it follows, finalizers, weak references, counts, sizes.
import gc
import sys
import weakref


class N:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


gc.collect()


def simple():
    me = yield
    n = N("simple")
    yield n


def guarded():
    me = yield
    n = N("guarded")
    try:
        yield n
    finally:
        print("finally", me is not None)


for make in (simple, guarded):
    g = make()
    next(g)
    g.send(g)
    r = weakref.ref(g, lambda r: print("weakref", r()))
    del g
    print("collected", gc.collect())
    g = make()
    next(g)
    g.send(None)
    r = weakref.ref(g, lambda r: print("weakref", r()))
    print(weakref.getweakrefcount(g), r() is g)
    del g


class Holder:
    pass


h = Holder()
h.gen = (h for x in [1, 2])
del h
print("closure", gc.collect())
h = Holder()
h.gen = (x for x in [1, 2] if h)
next(h.gen)
del h
print("global", gc.collect())


def make():
    g = (g for i in range(3))
    next(g)
    return g


g = make()
print(gc.is_tracked(g), type(gc.get_referents(g)[0]))
del g
print("cell", gc.collect())

saved = []


def phoenix():
    me = yield
    try:
        yield
    finally:
        saved.append(me)
        print("saved")


g = phoenix()
next(g)
g.send(g)
del g
print("resurrected", gc.collect(), gc.is_finalized(saved[0]), saved[0].gi_frame)
print(next(saved.pop(), "finished"))
print("again", gc.collect())


def suspended_on_stack():
    for a in [N("list item")]:
        x = [N("on the stack"), (yield a)]


g = suspended_on_stack()
next(g)
print(len(gc.get_referents(g)), [type(o).__name__ for o in gc.get_referents(g)])
del g
n = N("argument")
print(sys.getrefcount(n))


def holds(a):
    b = a
    yield sys.getrefcount(a)
    yield [a, (yield sys.getrefcount(a))]


g = holds(n)
print(sys.getrefcount(n))
print(next(g), sys.getrefcount(n), next(g), sys.getrefcount(n))
print(sys.getrefcount(g))
g.close()
print(sys.getrefcount(n))
del n, g


def locals_of(a, b=2):
    c = a
    yield
    del c
    yield


g = locals_of(1)
f = g.gi_frame
print(f.f_locals, f.f_back, g.gi_frame is f)
next(g)
print(f.f_locals)
next(g)
print(f.f_locals, next(g, None), g.gi_frame, f.f_locals)
for s in (simple(), guarded(), holds(1), locals_of(1), (i for i in []), ((i, j) for i in [] for j in i)):
    print(sys.getsizeof(s))
gc.disable()
gc.collect()
before = gc.get_count()[0]
keep = [simple() for i in range(10)]
alive = gc.get_count()[0] - before
del keep
print(alive, gc.get_count()[0] - before)


def exhaust():
    a = N("a")
    b = N("b")
    yield 1
    print("returning")


g = exhaust()
print(list(g), g.gi_frame)
r = weakref.ref(g)
del g
print(r())


def at_exit():
    n = N("exit local")
    try:
        yield
    finally:
        print("closed at exit")


last = at_exit()
next(last)
