# Births, deaths, counts, tracking and weak references of sets.
import gc
import sys
import weakref


class K:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)

    def __hash__(self):
        return self.n % 8

    def __repr__(self):
        return f"K{self.n}"


s = {K(3), K(1), K(2), K(9)}
print(s)
del s
print("--")
s = {K(5), K(4)}
s.clear()
print("cleared", s)
s = {K(7), K(6)}
s.pop()
print("popped", s)
s = {K(i) for i in range(20, 30)}
s = None
print("--")
k = K(100)
s = {k, k, k}
print(sys.getrefcount(k), len(s))
t = s.copy()
print(sys.getrefcount(k), sys.getrefcount(s))
u = s | t
v = s & t
w = frozenset(s)
print(sys.getrefcount(k), sys.getrefcount(w))
x = [s, t, u, v, w]
del s, t, u, v, w, x
print(sys.getrefcount(k))
s = {k}
s.add(K(101))
s.add(K(101))
print("same hash", len(s))
s.discard(k)
s.remove(k) if k in s else print("not there", sys.getrefcount(k))
del s

print(gc.is_tracked(set()), gc.is_tracked({1}), gc.is_tracked(frozenset()), gc.is_tracked(frozenset([1])))
gc.collect()
f = frozenset([1, 2])
gc.collect()
print(gc.is_tracked(f), gc.is_tracked(frozenset({1})))
a = {1, (2, 3)}
print(gc.get_referents(a) == list(a), [type(o) for o in gc.get_referrers(k) if type(o) is set])
r = weakref.ref(a, lambda ref: print("set gone", ref() is None))
g = weakref.ref(f)
print(r() is a, g() is f, weakref.getweakrefcount(a))
del a
print(r() is None)
del f
print(g())


class Node:
    def __init__(self, name):
        self.name = name
        self.peers = set()

    def __del__(self):
        print("end of", self.name)


n, m = Node("n"), Node("m")
n.peers.add(m)
m.peers.add(n)
del n, m
print(gc.collect())
n = Node("self")
n.peers.add(n)
n.peers.add(frozenset([n]))
wr = weakref.ref(n.peers, lambda r: print("callback of a set in a cycle"))
del n
print(gc.collect())
gc.collect()
gc.disable()
before = gc.get_count()[0]
keep = [set() for i in range(10)]
after = gc.get_count()[0] - before
del keep
print(after, gc.get_count()[0] - before)
s = {1, 2, 3}
print(sys.getrefcount(s))
for i in s:
    print(sys.getrefcount(s), end=" ")
print(sys.getrefcount(s))


class Eq:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        print("eq", self.n, other.n, sys.getrefcount(self), sys.getrefcount(other))
        return self.n == other.n


a, b, c = Eq(1), Eq(2), Eq(1)
s = {a, b}
print(len(s))
s.add(c)
print(c in s, b in s, Eq(3) in s)
s.discard(c)
print(len(s))
print(s == {b}, s <= {a, b}, s & {a, b} == s)
print(len({a, b} | {c}), len({a, b} - {c}), len({a, b} ^ {c}))


class Evil:
    def __init__(self, s):
        self.s = s

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.s.clear()
        return False


s = set()
e = Evil(s)
s.add(e)
s.add(Evil(s))
print(len(s), sys.getrefcount(e))


class Raises:
    def __hash__(self):
        return 2

    def __eq__(self, other):
        raise ValueError("no")


s = {Raises()}
for f in (lambda: s.add(Raises()), lambda: Raises() in s, lambda: s | {Raises()}, lambda: s == {Raises()},
          lambda: s.discard(Raises()), lambda: {Raises(), Raises()}, lambda: s - {Raises()}, lambda: s ^ {Raises()},
          lambda: s.union([Raises()]), lambda: s.isdisjoint([Raises()]), lambda: {x for x in [Raises(), Raises()]}):
    try:
        print(f())
    except ValueError as err:
        print("ValueError", err)
print(len(s))


class NoHash:
    __eq__ = lambda self, other: True


try:
    {NoHash()}
except TypeError as err:
    print(err)
try:
    {1, K(50), []}
except TypeError as err:
    print(err)
print("end")
