import gc, sys
class N:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self): log.append(self.n)
log = []
def cb(phase, info): log.append((phase[2], info["generation"], info["collected"], info["uncollectable"]))
for th in [(1, 1, 1), (2, 1, 1), (1, 2, 3), (5, 2, 2), (10, 1, 0), (0, 1, 1), (3, 0, 0), (7, 3, 2)]:
    gc.collect(); gc.callbacks.append(cb); gc.set_threshold(*th)
    for i in range(12): N(i)
    a = [N(i) for i in range(5)]; b = {i: [i] for i in range(5)}; c = [(i, [i]) for i in range(5)]; d = [x for x in a]; e = list(map(lambda q: [q], c)); del a
    def f(n): return f(n - 1) + [n] if n else []
    f(6); g = (lambda: [N(i) for i in range(3)])(); print(gc.get_count()[1:], len(g)); del g
    gc.set_threshold(2000, 10, 10); gc.callbacks.remove(cb); print(th, len(log), log[:60]); log.clear()
print(gc.get_threshold(), gc.isenabled()); gc.set_threshold(5); print(gc.get_threshold()); gc.set_threshold(5, 6); print(gc.get_threshold()); gc.set_threshold(700, 10, 10)
for a in [(), ("a",), (1, 2, 3, 4), (-1,), (1.5,), (None,), (1, None)]:
    try: print(gc.set_threshold(*a), gc.get_threshold())
    except TypeError as e: print(e)
gc.set_threshold(2000, 10, 10)
for f in [lambda: gc.collect(3), lambda: gc.collect(-1), lambda: gc.collect("a"), lambda: gc.collect(generation=0), lambda: gc.collect(1.0), lambda: gc.collect(1, 2), lambda: gc.collect(gen=1), lambda: gc.get_objects(3), lambda: gc.get_objects("a"), lambda: type(gc.get_objects(None)), lambda: type(gc.get_objects(generation=1)), lambda: gc.is_tracked(), lambda: gc.is_tracked(1, 2), lambda: gc.is_finalized(1), lambda: gc.set_debug(), lambda: gc.set_debug("a"), lambda: gc.get_debug(), lambda: gc.enable(1), lambda: gc.get_referrers(), lambda: gc.get_referents(), lambda: gc.get_referents(1, "a", None), lambda: gc.freeze(1), lambda: gc.get_stats(1), lambda: sorted(gc.get_stats()[0]), lambda: gc.DEBUG_LEAK, lambda: (gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL), lambda: gc.garbage, lambda: gc.callbacks, lambda: gc.unfreeze(), lambda: gc.get_count(1), lambda: gc.foo, lambda: sys.getrefcount(), lambda: sys.getrefcount(1, 2), lambda: sys.getsizeof(), lambda: sys.getsizeof(1, 2, 3), lambda: sys.getsizeof(1, default=2), lambda: sys.getsizeof(object=1), lambda: sys.intern(1), lambda: sys.intern(), lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit(-5), lambda: sys.setrecursionlimit("a"), lambda: sys.setrecursionlimit(5) if 0 else 0, lambda: sys.getrecursionlimit(), lambda: sys.getrecursionlimit(1), lambda: sys.exc_info(), lambda: sys.version_info[:3], lambda: sys.version_info >= (3, 8), lambda: sys.version_info.major, lambda: sys.maxsize, lambda: sys.implementation.name, lambda: sys.argv[1:], lambda: sys.version.split()[0], lambda: sys.version_info, lambda: gc.collect.__name__, lambda: gc.collect.__self__ is gc, lambda: gc.__name__, lambda: gc, lambda: sys, lambda: repr(gc.collect)[:20]]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
