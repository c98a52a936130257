# sorted, list.sort, any, all, min, max with their keywords.
class P:
    def __init__(self, n, t):
        self.n = n
        self.t = t
    def __lt__(self, other):
        return self.n < other.n
    def __repr__(self):
        return self.t + str(self.n)
l = [3, 1, 2, 3, 0, -5, 10, 7]
print(sorted(l), sorted(l, reverse=True), l)
l.sort()
print(l)
l.sort(reverse=True, key=lambda x: x % 4)
print(l)
ps = [P(2, "a"), P(1, "b"), P(2, "c"), P(1, "d"), P(0, "e")]
print(sorted(ps), sorted(ps, reverse=True))
ps.sort(key=lambda p: p.t)
print(ps, min(ps), max(ps), min(ps, key=lambda p: p.t), max(ps, key=lambda p: p.t))
print(sorted("hello"), sorted({"b": 1, "a": 2}), sorted(range(5, 0, -1)), sorted([]))
print(any([0, "", 3]), any([]), all([1, "x"]), all([]), all([1, 0]))
print(min(3, 1, 2), max("a", "c", "b"), min([], default=7), max([1, 5, 2], default=0))
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
try:
    min([])
except ValueError as e:
    print(e)
try:
    max(1, 2, default=3)
except TypeError as e:
    print(e)
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([[3], [1, 2], [1]]))
big = [(i * 7919) % 1009 for i in range(1000)]
print(sorted(big) == list(range(1000)) or sorted(big)[:5], sorted(big)[-3:])
