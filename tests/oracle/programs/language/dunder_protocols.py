# Special methods: containers, arithmetic, comparison, calls.
class V:
    def __init__(self, *xs):
        self.xs = list(xs)
    def __repr__(self):
        return "V" + repr(tuple(self.xs))
    def __add__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return V(*[a + b for a, b in [(self.xs[i], o.xs[i]) for i in range(len(self.xs))]])
    def __radd__(self, o):
        return self if o == 0 else NotImplemented
    def __mul__(self, k):
        return V(*[a * k for a in self.xs])
    def __sub__(self, o):
        return V(*[a - o for a in self.xs])
    def __iadd__(self, o):
        self.xs.append(o)
        return self
    def __eq__(self, o):
        return isinstance(o, V) and self.xs == o.xs
    def __lt__(self, o):
        return self.xs < o.xs
    def __le__(self, o):
        return self.xs <= o.xs
    def __len__(self):
        return len(self.xs)
    def __getitem__(self, i):
        return self.xs[i]
    def __setitem__(self, i, v):
        self.xs[i] = v
    def __delitem__(self, i):
        del self.xs[i]
    def __contains__(self, x):
        return x in self.xs
    def __bool__(self):
        return any(self.xs)
    def __call__(self, f):
        return V(*[f(x) for x in self.xs])
    def __str__(self):
        return "<" + ", ".join([str(x) for x in self.xs]) + ">"
a, b = V(1, 2), V(3, 4)
print(a + b, 0 + a, a * 3, a - 1, str(a), repr(b), f"{a} {b!r}")
a += 5
print(a, len(a), a[0], a[-1], a[0:2], 5 in a, 6 in a)
a[0] = 9
del a[1]
print(a, bool(V(0, 0)), bool(a), a == V(9, 5), a != b, a < b, b < a, a <= a, a > b, a >= b)
print(a(lambda x: x * 2), [x for x in a], list(b), sorted([a, b]), max(a, b), sum([V(1), V(2)][1]))
for bad in [lambda: a + 1, lambda: 1 + a, lambda: a < 1 if False else a[10], lambda: a["x"], lambda: a / 2, lambda: -a]:
    try:
        print(bad())
    except (TypeError, IndexError) as e:
        print(type(e).__name__, e)
class OnlyGet:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 10
o = OnlyGet()
print(list(o), 20 in o, 25 in o, [*o], tuple(o))
first, *rest = o
print(first, rest)
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Countdown(3)), sum(Countdown(4)), 2 in Countdown(5), max(Countdown(3)))
