"""Deleting an attribute that is not there: the dict that could have it has been made to look."""
import gc
gc.disable()
def n(): return gc.get_count()[0]
class T(tuple):
    def __new__(cls, *i): return super().__new__(cls, i)
class B: pass
class S:
    __slots__=("a",)
class P:
    @property
    def x(self): return 1
class L(list): pass
class M(T):
    y = 5
def f(o, k):
    gc.collect()
    a = n()
    try: del o.value
    except Exception as e: x=str(e); e=None
    b = n()
    try: o.value
    except Exception as e: x=str(e); e=None
    c = n()
    try: o.value = 1
    except Exception as e: x=str(e); e = None
    d = n()
    print(k, b-a,c-a,d-a, x)
for o in T(1), B(), S(), P(), L(), M(), T, 5, [], (), "a", f, n, len, [].append, M().count, ValueError(), iter([]), object(), {}, {}.keys(), T(1), B(), S(), P(), L(), M():
    f(o, type(o).__name__)
