# What an exception refers to: its own fields, __dict__, args, traceback, cause, context; a class of the script first.
import gc
class E(Exception):
    pass
class Other:
    pass
def names(o):
    return [type(x).__name__ for x in gc.get_referents(o)]
print(names(ValueError()), names(ValueError(1, "a")), names(E()), names(E([])))
e = E("x")
e.extra = Other()
print(names(e), gc.get_referents(e)[0] is E)
def f(o):
    local = o
    raise ValueError(o) from KeyError("cause")
try:
    f([1])
except ValueError as x:
    keep = x
print(names(keep), gc.get_referents(keep)[0] is keep.args)
try:
    try:
        f([1])
    except ValueError:
        raise E("second")
except E as x:
    keep = x
print(names(keep), keep.__context__ in gc.get_referents(keep))
print(names(SystemExit(3)), names(SystemExit()), names(StopIteration(5)), names(StopIteration()))
print(names(OSError(7777, "text")), names(OSError(7777, "text", "file")), names(OSError()), names(KeyError("k")))
try:
    [].nothing
except AttributeError as x:
    print(names(x))
try:
    nothing
except NameError as x:
    print(names(x))
print(any(r is e for r in gc.get_referrers(e.extra)), any(r is e.__dict__ for r in gc.get_referrers(e.extra)))
gc.collect()
class C(E):
    def __del__(self):
        print("del", self.args)
def g():
    class L(E):
        def __del__(self):
            print("del L", self.args)
    a, b = L(1), C(2)
    a.o, b.o = b, a
    a.me = a
g()
print(gc.collect())
