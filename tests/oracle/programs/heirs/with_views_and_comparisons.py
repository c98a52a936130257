# Heirs beside views of dicts, in comparisons that ask the heir first, and where a sequence is not repeated.
import weakref


class Text(str):
    pass


class Row(list):
    def __iter__(self):
        print("iter")
        return super().__iter__()


class Pair(tuple):
    pass


class Bag(set):
    pass


class Map(dict):
    pass


class Number(int):
    pass


class Raw(bytes):
    pass


class Loud:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n

    def __lt__(self, other):
        print("lt", self.n, other.n)
        return self.n < other.n

    def __gt__(self, other):
        print("gt", self.n, other.n)
        return self.n > other.n


class Shy(list):
    def __lt__(self, other):
        print("shy lt")
        return NotImplemented


def attempt(label, function):
    try:
        result = function()
    except TypeError as e:
        result = str(e)
    if isinstance(result, set):
        result = type(result).__name__, sorted([repr(x) for x in result])
    print(label, result)


keys = {"a": 1, "b": 2}.keys()
items = {1: 2}.items()
for other in (Text("ac"), Row(["a", 3]), Pair((1, 2)), Bag(["b"]), Map(a=5), Raw(b"a"), Number(4)):
    name = type(other).__name__
    attempt(name + " keys - ", lambda: keys - other)
    attempt(name + " - keys", lambda: other - keys)
    attempt(name + " keys &", lambda: keys & other)
    attempt(name + " | items", lambda: other | items)
    attempt(name + " items ^", lambda: items ^ other)
print(Pair((1, 2)) in items, Pair((1, 3)) in items, Pair((1, 2, 3)) in items)

a, b, c = Loud(1), Loud(1), Loud(2)
attempt("list < heir", lambda: [a, b] < Row([b, c]))
attempt("tuple >= heir", lambda: (1, "a") >= Pair((1, 2)))
attempt("tuple < heir", lambda: (1, "a") < Pair((1, 2)))
attempt("heir < tuple", lambda: Pair((1, 2)) < (1, "a"))
attempt("list > shy", lambda: [a] > Shy([c]))
attempt("equal", lambda: [a] == Row([b]))
attempt("Map", lambda: {1: a} == Map({1: b}))


def repeat(x, y):
    x *= y
    return x


attempt("int heir *= list", lambda: repeat(Number(3), [1]))
attempt("int heir *= heir", lambda: repeat(Number(3), Row([1])))
attempt("int *= heir", lambda: repeat(3, Pair((1,))))
attempt("dict *= list", lambda: repeat({}, [1]))
attempt("set *= str", lambda: repeat({1}, "a"))
attempt("None *= str", lambda: repeat(None, "a"))
attempt("list *= dict", lambda: repeat([1], {}))


def power(x, y):
    x **= y
    return x


attempt("power", lambda: power([], 2))
attempt("power", lambda: [] ** 2)
attempt("bytes", lambda: Raw(b"q") + 1)
attempt("find", lambda: b"abc".find("a", "b"))
attempt("startswith", lambda: b"abc".startswith(Pair((b"x", b"ab"))))
attempt("startswith", lambda: b"abc".endswith(Pair((b"x", 3))))
attempt("sum", lambda: sum([], Text("a")))
attempt("sum", lambda: sum([], Raw(b"a")))
attempt("iterator", lambda: type(iter(Text("ab"))).__name__ + type(iter("ab")).__name__)


def delete(x, key):
    del x[key]


def change(x, key):
    x[key] = 1


for thing in ((1, 2), "ab", b"ab", Number(3), a, Exception("x"), {1}, None):
    attempt("del", lambda: delete(thing, Number(0)))
    attempt("del", lambda: delete(thing, "key"))

proxy = weakref.proxy(a)
for thing in ([1], (1,), "a", b"a", range(3), {1}, a, None):
    attempt("proxy", lambda: thing[proxy])
    attempt("proxy", lambda: change(thing, proxy))
    attempt("proxy", lambda: delete(thing, proxy))
attempt("proxy", lambda: [1, 2][proxy:])
attempt("proxy", lambda: range(proxy))
attempt("proxy", lambda: "a".find("a", proxy))
attempt("ref", lambda: weakref.ref(a) == proxy)
attempt("ref", lambda: weakref.ref(a) != weakref.proxy(c))
attempt("ref", lambda: proxy == weakref.ref(5))
gone = weakref.ref(a)
a = None
try:
    [1][proxy]
except ReferenceError as e:
    print(e)
print(gone == proxy, gone != proxy)
