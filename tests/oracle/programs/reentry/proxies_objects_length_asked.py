# Proxies of objects with a length are asked for it.
import weakref
class A:
    def __len__(self):
        print("len")
        return 2
    def __iter__(self): return iter([1, 2])
class B:
    def __iter__(self): return iter([3])
    def __call__(self): return 5
class C:
    def __len__(self): raise ValueError("no")
    def __iter__(self): return iter([3])
a, b, c = A(), B(), C()
pa, pb, pc = weakref.proxy(a), weakref.proxy(b), weakref.proxy(c)
print(list(pa), tuple(pa), [*pa], list(pb), tuple(pb), sorted(pb))
try: list(pc)
except ValueError as e: print(e)
l = []
l.extend(pa)
try: l += pb
except TypeError as e: print(e)
print(l, callable(pb), next(iter(pb, 4)))
