# A starred target's list has grown by the iterator's items: what follows was taken from its end.
import sys


class N:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def gen(n):
    for i in range(n):
        yield i


class Hinted:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return gen(self.n)


for n in (1, 2, 3, 5, 9, 17):
    a, *b = gen(n)
    *c, d = range(n)
    e, *f, = list(range(n))
    g, *h = tuple(range(n))
    *i, = "x" * n
    *j, k = {m: m for m in range(n)}
    print(n, [sys.getsizeof(x) for x in (b, c, f, h, i, j)], b, c, j)
a, *b, c, d = Hinted(12)
print(a, b, c, d, sys.getsizeof(b))
l = [N(1), N(2), N(3)]
x, *y = l
print(sys.getrefcount(l), sys.getrefcount(x), sys.getrefcount(y), [sys.getrefcount(i) for i in y])
del l, x
print("--")
y.append(N(4))
del y


def make(n):
    for i in range(n):
        yield N(i)


def plain(it):
    a, b, c = it


def starred(it):
    a, *b, c, d = it


for f in (plain, starred):
    for n in (0, 1, 2, 4):
        try:
            f(make(n))
        except ValueError as e:
            print(e)
            e = None
        print("..")


class Broken:
    def __init__(self):
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i == 3:
            raise KeyError("third")
        return N("b%d" % self.i if False else self.i)

    def __del__(self):
        print("del iterator")


for f in (plain, starred, lambda it: [*it], list, tuple):
    try:
        f(Broken())
    except KeyError as e:
        print(e)
        e = None
    print("..")
