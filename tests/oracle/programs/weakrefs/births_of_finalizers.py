# What weakref.finalize() makes: the first one imports atexit.
import gc, weakref
gc.disable(); gc.collect()
class A: pass
def note(*a, **k): pass
def n(): return gc.get_count()[0]
a = A(); b = A()
x = n(); f = weakref.finalize(a, note, 1, 2); print("first", n() - x)
x = n(); f = weakref.finalize(a, note, 1, 2); print("second", n() - x)
x = n(); f = weakref.finalize(b, note, 1, 2); print("third", n() - x)
x = n(); f = weakref.finalize(b, note, 1, 2); print("4", n() - x)
x = n(); g = weakref.finalize(b, note, 1, 2); print("4", n() - x)
x = n(); h = weakref.finalize(b, note, 1, 2, key=3); print("5", n() - x)
x = n(); i = weakref.finalize(b, note, 1, 2, key=3); print("5", n() - x)
x = n(); j = weakref.finalize(b, note); print("5", n() - x)
x = n(); f.detach(); print("det", n() - x)
x = n(); f.alive; print("alive", n() - x)
x = n(); f.atexit; print("alive", n() - x)
x = n(); f.peek(); print("alive", n() - x)
x = n(); g(); print("call", n() - x)
x = n(); h(); print("call", n() - x)
x = n(); del a; print("dela", n() - x)
x = n(); del b; print("delb", n() - x)
x = n(); f(); print("f", n() - x)
