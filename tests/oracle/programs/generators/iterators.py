# Iterators made of others: what they yield, which tuples they use again, messages.
import gc, sys
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __repr__(self): return f"N({self.n})"
def gen(n):
    for i in range(n): yield N(i)
for i, x in enumerate(gen(3)): print(i, x, sys.getrefcount(x))
x = None
print("--")
for i in enumerate("ab", 5): print(i)
print(list(enumerate("ab", start=3)))
e = enumerate("abc")
a = next(e); ida = id(a); b = next(e); print(a, b, id(b) == ida)
del a, b
for p in zip(gen(2), gen(3)): print(p)
p = None
print("--")
z = zip("ab", [1, 2])
ids = set()
for p in z:
    ids.add(id(p)); del p
print(len(ids))
print(list(zip()), list(zip("abc", range(5), "xy")))
for args in (("ab", "a"), ("a", "ab"), ("a", "b", "cd"), ("ab", "cd", "e")):
    try: list(zip(*args, strict=True))
    except ValueError as e: print(e)
print(list(zip("ab", "cd", strict=True)))
print(list(map(lambda a: a * 2, [1, 2])), list(map(lambda a, b: (a, b), "ab", "xyz")))
print(list(filter(None, [0, 1, "", 2])), list(filter(lambda n: n % 2, range(6))))
for m in map(lambda o: sys.getrefcount(o), gen(2)): print(m)
for m in filter(lambda o: sys.getrefcount(o), gen(2)): print(m)
m = None
print(list(reversed([1, 2, 3])), list(reversed((1, 2))), list(reversed("abé")), list(reversed(range(4))), list(reversed(range(0, 10, 3))))
d = {"a": 1, "b": 2}
print(list(reversed(d)), list(reversed(d.keys())), list(reversed(d.values())), list(reversed(d.items())))
class S:
    def __init__(self, n): self.n = n
    def __len__(self): print("len"); return self.n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * 10
print(list(S(3)), list(reversed(S(3))), [v for v in S(2)], 20 in S(3), 7 in S(3))
print(tuple(S(2)))
it = iter(S(2)); print(type(it), next(it), next(it), next(it, "end"), next(it, "end"))
c = [3, 2, 1, 0, 5]
print(list(iter(c.pop, 1)) if False else [v for v in iter(lambda: c.pop(0), 0)], c)
print(type(iter(lambda: 1, 1)))
for bad in (lambda: iter(5, 1), lambda: iter(5), lambda: next([]), lambda: enumerate(), lambda: enumerate(5), lambda: enumerate([], "x"), lambda: enumerate(1,2,3), lambda: map(1), lambda: map(), lambda: map(len, 5), lambda: filter(1), lambda: filter(len, 5), lambda: reversed(5), lambda: reversed(), lambda: reversed({1}), lambda: zip(5), lambda: zip([], foo=1), lambda: list(map(5, [1])), lambda: sum(["a"]), lambda: sum(["a"], "b"), lambda: sum(5), lambda: sum(), lambda: sum([], start="x"), lambda: reversed(x=1), lambda: iter(), lambda: next(), lambda: enumerate([], foo=1), lambda: sum([[1]])):
    try: print(bad())
    except TypeError as e: print(e)
print(sum([1, 2, 3]), sum([0.1] * 10), sum([1, 2.5]), sum([[1], [2]], []), sum([True, 2]), sum(range(5), start=10), sum([1.5, 2, 3.25]), sum([1e16, 1, -1e16]))
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("val")
try: next(It())
except StopIteration as e: print(e.value, e.__traceback__.tb_next is not None)
def ret():
    return 5
    yield
try: next(map(str, ret()))
except StopIteration as e: print(e.value)
class NotIt:
    def __iter__(self): return 5
try: iter(NotIt())
except TypeError as e: print(e)
class Dis:
    __iter__ = None
    def __getitem__(self, i): return i
try: iter(Dis())
except TypeError as e: print(e)
