# Consumers of iterators: sizes, dicts of pairs, containers that change meanwhile, births.
import sys, gc
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __eq__(self, o): print("eq", self.n); return False
    def __hash__(self): return 1
def gen(n):
    for i in range(n): yield i
print([sys.getsizeof(list(gen(n))) for n in range(0, 40, 3)])
print([sys.getsizeof(list(map(str, range(n)))) for n in range(0, 40, 3)])
print([sys.getsizeof(list(zip(range(n)))) for n in range(0, 40, 3)])
print([sys.getsizeof(list(iter(range(n)))) for n in range(0, 40, 3)])
print([sys.getsizeof(list(reversed(range(n)))) for n in range(0, 40, 3)])
print([sys.getsizeof(list("x" * n)) for n in range(0, 40, 3)])
print([sys.getsizeof(list({i: i for i in range(n)}.items())) for n in range(0, 40, 3)])
print([sys.getsizeof(list(iter([0] * n))) for n in range(0, 40, 3)])
for n in (0, 1, 3, 7, 12, 20):
    l = [1, 2]; l.extend(gen(n)); a = sys.getsizeof(l)
    l = [1, 2]; l += gen(n); b = sys.getsizeof(l)
    l = [*gen(n), 5]; c = sys.getsizeof(l)
    l = [1, *range(n)]; d = sys.getsizeof(l)
    l = []; l.extend(range(n)); e = sys.getsizeof(l)
    l = [1]; l.extend(range(n)); f = sys.getsizeof(l)
    l = sorted(gen(n)); g = sys.getsizeof(l)
    l = [i for i in gen(n)]; h = sys.getsizeof(l)
    l = list(range(5)); l[1:2] = gen(n); i = sys.getsizeof(l)
    print(n, a, b, c, d, e, f, g, h, i)
print(dict([(1, 2), [3, 4], "ab"]), dict(zip("ab", gen(2))), dict((i, i) for i in gen(2)))
for bad in (lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["abc"]), lambda: dict(5), lambda: dict([(1, 2), 5])):
    try: bad()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as e: print(e)
d = {1: 1, 2: 2, 3: 3}
try:
    for k in d:
        del d[k]; d[k + 10] = 1
except RuntimeError as e: print(e, d)
d = {1: 1, 2: 2}
it = iter(d.items()); a = next(it); b = next(it); print(a, b, a is b, next(it, None))
d = {"a": 1, "b": 2, "c": 3}
it = iter(d.items())
next(it); i1 = id(next(it)); i2 = id(next(it)); print(i1 == i2)
for k, v in d.items(): pass
print(sys.getrefcount(it))
it = reversed(d)
d["z"] = 1
try: next(it)
except RuntimeError as e: print(e)
l = [1, 2, 3]
for x in l:
    if x < 5: l.append(x + 2)
print(l)
for x in reversed(l): l.pop()
print(l)
it = iter([1, 2]); print(list(it), list(it), next(it, "e"))
print(N(1) in (N(i) for i in range(2, 4)))
print(max((N(i) for i in range(3)), key=lambda n: n.n).n)
def f(*a, **k): print(a, k)
f(*gen(3), *map(str, gen(2)), **dict(zip("xy", gen(2))))
a, *b = map(str, range(3)); print(a, b)
(a, b), c = zip("ab", "cd"), enumerate("e"); print(a, b, list(c))
print("-".join(map(str, range(3))), any(x > 1 for x in gen(3)), all(x for x in gen(3)))
print(min(gen(3)), max(map(abs, [-3, 2])), set(gen(3)), tuple(map(len, ["a", "bb"])), len(list(filter(None, gen(4)))))
gc.collect()
c0 = gc.get_count()[0]
z = zip([1], [2]); c1 = gc.get_count()[0]
e = enumerate([1]); c2 = gc.get_count()[0]
m = map(len, ["a"]); c3 = gc.get_count()[0]
fl = filter(None, []); c4 = gc.get_count()[0]
r = reversed([]); c5 = gc.get_count()[0]
t = tuple(x for x in [1, 2]); c6 = gc.get_count()[0]
it = iter({}.items()); c7 = gc.get_count()[0]
print(c1 - c0, c2 - c1, c3 - c2, c4 - c3, c5 - c4, c6 - c5, c7 - c6)
print(next(z), next(e), next(m), next(r, None), next(fl, None))
