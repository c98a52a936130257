# What telling an ignored exception makes, leaves on the free lists and in the collector's count.
import gc, sys, weakref

told = []


class Fails:
    def __del__(self):
        raise ValueError("x", self)


class Quiet:
    def __del__(self):
        raise KeyError


class Text(Exception):
    def __str__(self):
        told.append(gc.get_count())
        told.append(sys.getrefcount(self))
        return "Text"


class NoText(Exception):
    def __str__(self):
        raise ValueError


class Texts:
    def __del__(self):
        raise Text(1)


class NoTexts:
    def __del__(self):
        raise NoText(1)


class Deep:
    def __del__(self):
        deep(5)


class NoDel:
    __del__ = 5


class Lines:
    def __del__(self):
        raise ValueError("one\ntwo\nthree")


def deep(n):
    if n:
        deep(n - 1)
    else:
        raise IndexError(n)


class Plain:
    pass


def callback(ref):
    raise ValueError("callback")


def ignores():
    try:
        yield 1
    finally:
        yield 2


def fails():
    try:
        yield 1
    finally:
        raise ValueError("finally")


def collected(phase, info):
    raise KeyError(phase)


def dies(thing):
    del thing


def weak():
    p = Plain()
    r = weakref.ref(p, callback)
    del p


def generator(f):
    g = f()
    next(g)
    del g


def in_cycle(kind):
    x = kind()
    x.me = x
    del x
    gc.collect()


def observed(f, *args):
    gc.collect()
    told.clear()
    a = gc.get_count()
    f(*args)
    b = gc.get_count()
    f(*args)
    c = gc.get_count()
    gc.collect()
    print(a, b, c, gc.get_count(), told)


for kind in (Fails, Quiet, Texts, NoTexts, Deep, NoDel, Lines):
    print(kind.__name__)
    observed(kind)
    observed(in_cycle, kind)
observed(weak)
observed(generator, ignores)
observed(generator, fails)
gc.callbacks.append(collected)
gc.callbacks.append(lambda phase, info: told.append(phase))
observed(gc.collect, 0)
gc.callbacks.clear()
runs = []
gc.callbacks.append(lambda phase, info: runs.append((phase, info["generation"])))
for n in range(1, 12):
    gc.set_threshold(2000)
    gc.collect()
    runs.clear()
    gc.set_threshold(n)
    Fails()
    weak()
    generator(ignores)
    generator(fails)
    Lines()
    Texts()
    print(n, gc.get_count(), len(runs), runs[-4:])
gc.set_threshold(2000)
gc.callbacks.clear()
last = Fails()
