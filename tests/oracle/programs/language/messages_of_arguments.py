# What is complained of first when arguments are wrong in more than one way; numbers that are heirs of int.
import gc
import sys
import weakref


class Number(int):
    pass


class Thing:
    pass


class Link(weakref.ref):
    pass


def attempt(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


thing = Thing()
attempt("enumerate", lambda: enumerate(start=1))
attempt("enumerate", lambda: enumerate(start=1, x=2))
attempt("enumerate", lambda: list(enumerate(start=1, iterable="a")))
attempt("int", lambda: int(1, 2, 3))
attempt("int", lambda: int("1", 10, base=3))
attempt("type", lambda: type(1, 2, 3, 4))
attempt("type", lambda: type())
attempt("sort", lambda: [].sort(1))
attempt("sort", lambda: [].sort(1, 2))
attempt("sort", lambda: [].sort(1, 2, 3))
attempt("sort", lambda: [].sort(1, key=None, reverse=True))
attempt("sort", lambda: [].sort(key=None, reverse=True, other=1))
attempt("getsizeof", lambda: sys.getsizeof(x=1))
attempt("getsizeof", lambda: sys.getsizeof(1, x=1))
attempt("getsizeof", lambda: sys.getsizeof(1, object=1))
attempt("intern", lambda: sys.intern(None))
attempt("intern", lambda: sys.intern(5))
for generation in (Number(5), Number(-1), 2**40, -(2**40), 3, True and 3):
    attempt("collect", lambda: gc.collect(generation))
    attempt("get_objects", lambda: type(gc.get_objects(generation)))
attempt("collect", lambda: gc.collect(Number(2)))
attempt("set_debug", lambda: gc.set_debug(Number(0)))
attempt("set_debug", lambda: gc.set_debug(2**31))
attempt("set_threshold", lambda: gc.set_threshold(2**31))
attempt("set_threshold", lambda: gc.set_threshold(Number(2000)))
attempt("threshold", gc.get_threshold)
for kind in (weakref.ref, Link):
    attempt("ref", lambda: kind(x=1))
    attempt("ref", lambda: kind(1, x=1))
    attempt("ref", lambda: kind(thing, x=1))
    attempt("ref", lambda: kind(thing, None, None, x=1))
print(weakref.getweakrefcount(thing))
attempt("open", lambda: open(Link(thing)))
attempt("open", lambda: open(weakref.ref(thing)))
