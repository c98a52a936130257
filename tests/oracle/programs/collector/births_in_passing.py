# Containers that statements make in passing, and what they leave of them: list() and dict() do not take
# from the free list, a starred target keeps the room of what left it again, tuple(iterator) is cut to size.
import gc, sys
def births(what):
    gc.collect()
    keep = [[], {}, (1, 2, keep_one)]
    keep = None
    before = gc.get_count()[0]
    made = what()
    after = gc.get_count()[0]
    return after - before, sys.getsizeof(made)
keep_one = [0]
l, t, d = [1, 2, 3, 4], (1, 2, 3), {"a": 1, "b": [2]}
def gen(n):
    for i in range(n):
        yield [i]
def starred(of):
    first, *rest = of
    return rest
def middle(of):
    first, *rest, last, final = of
    return rest
def assigned(of):
    other = [0, 1, 2, 3]
    other[1:3] = of
    return other
def steps(of):
    other = [0, 1, 2, 3, 4, 5]
    other[::2] = of
    return other
def itself():
    other = [0, 1, 2]
    other[1:2] = other
    return other
def call(*args, **names):
    return args
for case in (lambda: list(), lambda: list(l), lambda: list(t), lambda: list(range(5)), lambda: l.copy(), lambda: l[:],
             lambda: [*l], lambda: sorted(l), lambda: dict(), lambda: dict(d), lambda: dict(a=1), lambda: d.copy(),
             lambda: {**d}, lambda: dict.fromkeys(l), lambda: dict([[1, 2], (3, 4)]), lambda: dict(["ab", "cd"]),
             lambda: tuple(l), lambda: tuple(gen(3)), lambda: tuple(gen(30)), lambda: tuple(d), lambda: tuple("abc"),
             lambda: tuple(range(20)), lambda: tuple(gen(0)), lambda: tuple(set(l)), lambda: tuple(d.items()),
             lambda: starred(l), lambda: starred(t), lambda: starred(gen(9)), lambda: starred("ab"),
             lambda: middle(l), lambda: middle(range(12)), lambda: middle(gen(3)), lambda: middle(d.items() and "wxyz"),
             lambda: assigned(l), lambda: assigned(t), lambda: assigned(gen(4)), lambda: assigned({7: 8}),
             lambda: steps(l[1:]), lambda: steps(gen(3)), lambda: steps("abc"), itself,
             lambda: call(*l), lambda: call(*t), lambda: call(*gen(5)), lambda: call(1, *l), lambda: call(**d),
             lambda: call(*l, **d), lambda: "-".join(str(i) for i in l)):
    print(births(case))
def fails(what, of):
    try:
        what(of)
    except Exception as e:
        print(type(e).__name__, e)
class Broken:
    def __iter__(self):
        raise TypeError("my own")
class Ends:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise KeyError("at the end")
        self.n -= 1
        return [self.n]
for what in (starred, middle, assigned, steps, tuple, lambda of: call(*of), "-".join, b"".join, dict):
    for of in (3, Broken(), Ends(0), Ends(1), Ends(2), gen(0), gen(1), "x"):
        fails(what, of)
# The list is another one when its items have been asked for.
l = [0, 1, 2, 3, 4, 5]
def shrinking():
    del l[2:]
    yield "a"
l[1:4] = shrinking()
print(l)
# A tuple under way is known to the collector, in front of what it holds.
class Node:
    def __del__(self):
        print("del", self.n)
def nodes(n):
    for i in range(n):
        x = Node()
        x.n, x.me = i, x
        yield x
for n in (2, 10, 12):
    gc.collect()
    t = tuple(nodes(n))
    print(len(t), gc.is_tracked(t))
    del t
    print(gc.collect())
