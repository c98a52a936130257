# What the first and the second heir of a builtin class cost the collector, an order of classes that
# cannot be, and how often the interpreter holds the namespace of the module.
import sys, gc
print(sys.getrefcount(globals()))
G = globals()
def holds(): return sys.getrefcount(G), sys.getrefcount(globals())
print(holds())
class A: print(sys.getrefcount(globals()))
f = lambda: 1
print(holds())
gc.collect()
before = gc.get_count()[0]
def births():
    global before
    now = gc.get_count()[0]
    print(now - before, end=" ")
    before = now
for b in (list, tuple, dict, set, int, float, str, frozenset, object, Exception, ValueError, OSError, KeyError,
          LookupError, BaseException, StopIteration, TypeError, AttributeError, IndexError, RuntimeError, NameError,
          ZeroDivisionError, ArithmeticError, SystemExit, KeyboardInterrupt, NotImplementedError):
    births()
    class X(b): pass
    births()
    class Y(b): pass
    births()
    print(b.__name__)
    births()
del X, Y
print(gc.collect())
births()
class X(set): pass
births()
class B(A): pass
for bases in range(2):
    births()
    try:
        class X(A, B): pass
    except TypeError as e:
        print(e)
births()
try:
    class Y(A, A): pass
except TypeError as e:
    print(e)
births()
print()
