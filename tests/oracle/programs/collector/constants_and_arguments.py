# Nested constant tuples are untracked together; arguments in a tuple refer to what they hold;
# thresholds below zero.
import gc
t = (1, (2, (3,)))
def f(): return (1, (2, (3, (4, "a"))), 5.5)
x = f()
def tracked(): print([gc.is_tracked(o) for o in (t, t[1], t[1][1], x, x[1], x[1][1], x[1][1][1])])
gc.collect(0)
tracked()
gc.collect()
tracked()
class A: pass
a = A()
def kinds(*o): return sorted(type(r).__name__ for r in gc.get_referrers(*o) if r is not globals())
print(kinds(a))
pair = (a, 1)
print(kinds(a), len(gc.get_referrers(*pair)) > 1)
print(gc.get_referents(*([1], {2: 3})))
gc.disable()
gc.set_threshold(-1, -5)
print(gc.get_threshold())
gc.set_threshold(2000, 10, 10)
for bad in (lambda: issubclass(int, 5), lambda: isinstance(1, 5), lambda: type(), lambda: type(1, 2)):
    try:
        bad()
    except TypeError as e:
        print(e)
print(str(b"\xc3\xa9", "utf-8"))
