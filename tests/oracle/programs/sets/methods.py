# Methods and operators with sets, frozensets and other iterables; their errors.
def tell(what, *args):
    try:
        print(what(*args))
    except Exception as e:
        print(type(e).__name__, e)


s, f = {1, 2, 3}, frozenset([2, 3, 4])
print(s | f, f | s, s & f, f & s, s - f, f - s, s ^ f, f ^ s)
print(type(s | f), type(f | s), type(f & s), type(s ^ f))
print(s.union(), s.union([9], (8,), "", {7: 1}, range(2)), f.union())
print(s.intersection(), s.intersection([3, 1, 3]), s.intersection({1: 2, 2: 3}, [1]), s.intersection(range(2, 9)))
print(s.difference(), s.difference([3]), s.difference({1: 0}, (2,)), s.difference(range(100)))
print(s.symmetric_difference([3, 4, 4]), s.symmetric_difference({1: 5, 6: 6}), s.symmetric_difference(s))
print(s.issubset([1, 2, 3, 4]), s.issubset(f), s.issuperset([1]), s.issuperset("ab"), f.issuperset({2, 3}))
print(s.isdisjoint([7]), s.isdisjoint(f), s.isdisjoint(s), set().isdisjoint(set()), f.isdisjoint({9}))
print(f.copy() is f, s.copy() is s, s.copy() == s, frozenset(f) is f, frozenset(s) is s, set(f))
t = set(s)
t |= {7}
t &= frozenset({7, 1, 2})
t -= {2}
t ^= {1, 5}
print(t)
g = f
g |= {9}
print(g, f, g is f)
u = t
t |= t
t &= t
print(t is u, t)
t ^= t
print(t, u)
u.update([1], (2,), {3: 4}, {5})
u.update()
u -= u
print(u)
print(s < f, s <= s, s < s, s > {1}, s >= {1, 2, 3}, s == frozenset(s), frozenset(s) == s, s != f, s == [1, 2, 3], s != 3)
print({1} < {1, 2}, {1, 2} <= {2}, {3} > set(), frozenset() <= set(), {1, 3} < {1, 2})
print(1 in s, 9 in s, "x" in s, {2, 3} in {frozenset({2, 3})}, frozenset({3}) in {frozenset([3]), 3})
n = {frozenset({1}), 4}
n.discard({1})
print(n)
n.add(frozenset({5}))
n.remove({5})
print(n, len(n), bool(n), bool(set()), not frozenset())
print(hash(frozenset()) == hash(frozenset(())), hash(frozenset([1, 2, 3])), hash(frozenset()), hash(frozenset(range(100))))
print(hash(frozenset({frozenset({1}), frozenset()})), hash(frozenset([1.5, (1, 2), None is None])))
print(repr(set()), repr(frozenset()), repr(frozenset({1})), {frozenset({2})}, str({3}), f"{ {1} } {frozenset([1, 2])!r}")
print([*{1, 2}], (*{3},), {*{4}, *[5]}, list(frozenset([3, 1])), tuple({6, 5}), sorted({3, 1, 2}), max({4, 9}), min({4, 9}))
a, b = {1, 2}
print(a, b)
a, *b = {1, 2, 3}
print(a, b)
print({x % 4 for x in range(20)}, {x: y for x, y in {(1, 2)}}, {y for x in range(3) for y in range(x) if y})
print(x in {1, 2, 3} if (x := 2) else None, x not in {1, 2, 3})

tell(lambda: {[]})
tell(lambda: {1, {}})
tell(lambda: set([[1]]))
tell(lambda: set(5))
tell(lambda: frozenset(None))
tell(lambda: set(1, 2))
tell(lambda: set(1, 2, 3))
tell(lambda: frozenset(1, 2))
tell(lambda: {1} | [2])
tell(lambda: [2] | {1})
tell(lambda: {1} & 2)
tell(lambda: {1} - "a")
tell(lambda: {1} ^ None)
tell(lambda: {1} + {2})
tell(lambda: {1} < [1])
tell(lambda: {1} >= 1)
tell(lambda: {1, 2}[0])
tell(lambda: {1}.remove(2))
tell(lambda: {1}.remove([]))
tell(lambda: {1}.discard([]))
tell(lambda: {1}.remove({3}))
tell(lambda: [] in {1})
tell(lambda: {5} in {1})
tell(lambda: set().pop())
tell(lambda: {1}.add())
tell(lambda: {1}.add(1, 2))
tell(lambda: {1}.pop(1))
tell(lambda: {1}.issubset())
tell(lambda: {1}.issubset(5))
tell(lambda: {1}.union(5))
tell(lambda: {1}.update([1], 5))
tell(lambda: {1}.intersection([[]]))
tell(lambda: {1}.isdisjoint([{}]))
tell(lambda: hash({1}))
tell(lambda: {{1}: 2})
tell(lambda: {1}.nothing)
tell(lambda: frozenset().add(1))


def inplace():
    x = {1}
    x |= [1]


tell(inplace)


def changing():
    x = {1, 2, 3}
    for i in x:
        x.add(i + 10)


tell(changing)


def shrinking():
    x = {1, 2, 3}
    for i in x:
        x.discard(i)


tell(shrinking)


def same_size():
    x, seen = {1, 2, 3}, []
    for i in x:
        seen.append(i)
        x.remove(i)
        x.add(i)
    return seen


tell(same_size)
print(set, frozenset, type({1}), type(frozenset()))
print(isinstance({1}, set), isinstance(frozenset(), set), isinstance(set(), object), issubclass(set, frozenset))
d = {frozenset([1, 2]): "a", frozenset(): "b"}
print(d[frozenset([2, 1])], d[frozenset()], frozenset([1]) in d)
r = {1}
l = [r]
print(l, {"s": r}, (r,))
