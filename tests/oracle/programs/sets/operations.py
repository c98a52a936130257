# Methods and operators of set and frozenset on small numbers.
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b)
print(a.union(b, [9]), a.intersection([1, 2, 7]), a.difference({1}, {2}), a.symmetric_difference([4, 8]))
print(a <= b, {3} <= a, {3, 4} < a, a >= {1}, a > a, a == {4, 3, 2, 1}, a != b)
print(a.issubset(range(10)), a.issuperset([1, 2]), a.isdisjoint([7]), a.isdisjoint(b))
c = a.copy()
c |= {10}
c &= {1, 2, 10}
c ^= {1, 20}
c -= {2}
print(sorted(c), a)
c.update([30, 31], (32,))
c.remove(30)
try:
    c.remove(99)
except KeyError as e:
    print("KeyError", e)
c.discard(99)
print(sorted(c), len(c), 31 in c, 99 not in c)
try:
    {[]}
except TypeError as e:
    print(e)
try:
    set().pop()
except KeyError as e:
    print("KeyError", e)
f = frozenset([1, 2])
print(f, f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, f == {1, 2})
print(hash(f) == hash(frozenset([2, 1])), {f: "value"}[frozenset([2, 1])], f in {f}, {1, 2} in {f})
print(set(), frozenset(), set([]), {*()}, {*[1, 2], *(2, 3)}, set("a"), set({1: 2}))
print(sorted(set("hello")), len(set(range(100)) - set(range(50))))
print({i % 3 for i in range(10)}, [x for x in {1, 2, 3}], sum({1, 2, 3}), max({5, 9}), bool(set()))
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
try:
    {1} + {2}
except TypeError as e:
    print(e)
print({1, 2} | {3} == {1, 2, 3}, {1, True, 1.0}, {0, False, -0.0}, {(1, 2), (1, 2)})
