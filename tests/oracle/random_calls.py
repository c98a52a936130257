"""Random statements that call the language's functions and methods in every way: by position, by keyword,
starred, kept bound, through super(); on heirs of builtin types; with what Python code answers; frames'
locals, chained exceptions, context managers, unpacking, texts.

Templates as in random_things. Sets hold numbers and objects that hash to a number of their own.
"""

HEIRS = """\
class MyList(list):
    def __getitem__(self, i):
        print("getitem " + str(sys.getrefcount(self)))
        return super().__getitem__(i)
    def __len__(self):
        return super().__len__() + 1
    def append(self, x):
        print("append " + str(sys.getrefcount(x)))
        list.append(self, x)
    def __del__(self):
        print("del mylist")
class MyDict(dict):
    def __getitem__(self, key):
        print("dict getitem " + str(sys.getrefcount(self)))
        return super().__getitem__(key)
    def __setitem__(self, key, value):
        print("dict setitem " + str(sys.getrefcount(value)))
        super().__setitem__(key, value)
    def get(self, key, default=None):
        return super().get(key, default), 1
class MyTuple(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)
    def __eq__(self, other):
        return len(self) == len(other)
    def __hash__(self):
        return len(self)
class MyInt(int):
    def __add__(self, other):
        return MyInt(super().__add__(other))
    def __repr__(self):
        return "MyInt(" + super().__repr__() + ")"
class MyStr(str):
    def __str__(self):
        return "my " + super().__str__()
    def upper(self):
        return MyStr(super().upper())
class MySet(set):
    def add(self, x):
        print("add " + str(sys.getrefcount(x)))
        super().add(x)
    def __contains__(self, x):
        return not super().__contains__(x)
class MyError(ValueError):
    def __init__(self, code, text="none"):
        super().__init__(code, text)
        self.code = code
class Lazy:
    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        print("make " + name)
        value = [name]
        setattr(self, name, value)
        return value
class Scale:
    def __init__(self, value):
        self._value = value
    @property
    def value(self):
        return self._value
    @value.setter
    def value(self, value):
        if value is None:
            raise ValueError("no value")
        self._value = value
    twice = property(lambda self: [self._value] * 2, None, None, "doc")
    def __lt__(self, other):
        return id(self._value) == id(other._value)
class Stack:
    def __init__(self, *doors):
        self.doors = list(doors)
    def __enter__(self):
        for door in self.doors:
            door.__enter__()
        return self.doors
    def __exit__(self, *args):
        print("stack " + str(len(args)) + " " + str(args[0] is None))
        while self.doors:
            self.doors.pop().__exit__(*args)
        return None
def given(*args, **kwargs):
    return len(args), sorted(kwargs), sys.getrefcount(args), sys.getrefcount(kwargs)
def named(a, b=[], /, c=None, *, d={}, **rest):
    b.append(a)
    return len(b), sys.getrefcount(c), d is rest, list(rest)
def inside(x):
    y = [x]
    try:
        raise MyError(1)
    except MyError as e:
        return sorted(e.__traceback__.tb_frame.f_locals), sorted(locals()), sys.getrefcount(y)
def frame_of(x):
    y = Node("kept")
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e.__traceback__.tb_frame
def squares(n):
    for i in range(n):
        yield i * i
gc.collect()
"""

CALLS = """\
$o = MyList([$n, $i])
$o = MyDict(a=$n)
$o = MyTuple($n, $i)
$o = MySet([1, $i])
$o = Lazy()
$o = Scale($n)
$l = MyList($l)
$d = MyDict($d)
$s = MySet($s)
print($o[0] is $n, $o[$i] is $n)
print($o["a"] is $n)
$o.append($n)
$o.add($n)
print($i in $o, $n in $o)
print(len($o), bool($o), sys.getsizeof($o), gc.is_tracked($o))
print([type(x).__name__ for x in $o])
$o["b"] = $n
$o.update(b=$n)
print(type($o.get("a")).__name__, type($o.get(1, $n)).__name__)
print($o == MyTuple(1, 2), hash($o) == 2, {$o: 1}.get((5, 6)))
$o.foo.append($n)
print($o.bar, sorted(vars($o)))
$o.value = $n
print($o.value is $n, $o.twice == [$n, $n])
$o.twice = 1
del $o.value
print(sorted([Scale($n), Scale($n), Scale(1)])[0].value is $n)
print(MyInt(3) + $i, MyInt($i), repr(MyInt(3) + 4 + 5), sum([MyInt(1), MyInt(2)]))
print(MyStr("ab"), str(MyStr("ab")), MyStr("ab").upper(), f"{MyStr('x')}{MyStr('x')!r}", "%s" % MyStr("p"), "".join([MyStr("j")]))
print(type(MyStr("ab") + "c").__name__, type(MyInt(2) * 2).__name__, type(MyList([1]) + [2]).__name__, type(MyTuple(1)[:]).__name__)
print(type(MyList([1, 2])[:1]).__name__, type(MyDict(a=1).copy()).__name__, type(MySet([1]).copy()).__name__)
raise MyError($i)
raise MyError($n, "$N")
raise MyError($i, text="$N") from $e
try:|    raise MyError($i)|except ValueError as e:|    print(e, e.args, e.code, repr(e))|    $e = e
x = MyList([$n])|x.me = x|x = None
x = MyDict()|x["me"] = x|x = None
x = MyTuple([], $n)|x[0].append(x)|x = None
x = MySet()|x.me = x|x = None
print(given(), given(1), given(*$l), given(**{"a": $n}), given(1, *[2], b=3, **{"c": 4}))
print(given(*(x for x in range($i))), given(*squares(3), *"ab"))
print(named($n), named($n, []), named($n, [], $n, d=1, z=2))
print(named(a=1))
print(named(1, 2, 3, 4))
print(named(1, [], c=$n, **{"c": 1}))
print(first(*[$n], **{}) is $n, first(*($n,), k=$n) is $n)
f = $l.append|f($n)|print(sys.getrefcount($l), len($l))|f = None
f = $d.setdefault|f("k", $n)|print(f("k") is $n, sys.getrefcount($d))|f = None
f = $s.add|f($i)|print(len($s))|f = None
f = "-".join|print(f(["a", "b"]), f(str(x) for x in range(3)))|f = None
f = "{} {}".format|print(f(1, $i), f(*"ab"))|f = None
f = $n.__init__|print(sys.getrefcount(f), f.__self__ is $n, f.__func__ is Node.__init__)|f = None
f = super(Phoenix, $n).__init__|print(f is None)|f = None
$o = $l.pop|print($o() is $n)
$o = $d.items
print(list($o())[:0])
f = list.append|f($l, $n)|f = None
f = dict.get|print(f($d, "a") is $n, f({}, 1, $n) is $n)
f = str.upper|print(list(map(f, ["a", "b"])), f("x"))
f = Node.count|print(f($n))|f = None
print(Node.count($n), Node.get_left($n) is None)
print(list(map(Node.count, [$n, $n])))
print(Node.count(5))
print(list.append(5, 6))
print(sorted([$n, $n], key=sys.getrefcount) is None, sorted([3, 1, 2], key=lambda x: -x), sorted("hello", reverse=True))
print(sorted([2, 1], key=None, reverse=$i), sorted([[2], [1]]), sorted({3: 1, 2: 2}), sorted((x % 3, x) for x in range(7)))
print(min([3, 1], key=lambda x: -x), max([1, 2], [0, 5]), max((), default=$i), min("bca", default=0), max({1: 2, 3: 0}, key={1: 2, 3: 0}.get))
print(max([$n, $n], key=count) is $n)
print(max(key=len), min(1, 2, default=3))
print(sum(x for x in squares(4)), sum([[1], [2]], []), sum((0.1, 0.2, 0.3)), sum([True, 2.5]), sum([1, 2], start=10), sum(squares($i), start=1.5))
print(list(map(lambda x, y: x + y, [1, 2, 3], [4, 5])), list(filter(lambda x: x, [0, 1, [], [2]])), list(zip("ab", [1, 2], squares(3))), list(zip()))
print(list(zip([1, 2], [3], strict=True)))
print(list(enumerate("ab", start=$i)), list(enumerate(start=2, iterable="c")), list(reversed(range(4))), list(reversed((1, 2))))
print(all(x > 0 for x in squares(3)), any(x > 3 for x in squares(9)), all([]), any([]))
print(any(x is $n for x in [$n, Node("$N")]))
print(dict(a=1, b=2), dict([(1, 2), [3, 4]]), dict({1: 2}, b=3), dict(zip("ab", squares(2))), {**{1: 2}, 3: 4})
print(dict([1]), dict([(1, 2, 3)]))
print(dict(1), dict(a=1, **{"a": 2}))
print(list("abc"), tuple(squares(3)), set(squares(4)) == {0, 1, 4, 9}, frozenset([1, 1]), list({1: 2}.items()), bytes([65, 66]), bytes(3), bytes("é", "utf-8"))
print(int("12"), int("ff", 16), int("0x1f", base=0), int(3.9), int(), int(" 7 "), int(b"8"), float("1e3"), float(), bool(""), bool([0]), str(1.0), str(b"x", "ascii"), str())
print(round(2.5), round(3.5), round(2.675, 2), round(-7, -1), round(1.5, ndigits=0), divmod(-7, 2), divmod(7.5, 2), pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(base=2, exp=3), abs(-2.5))
print(chr(233), ord("é"), hex(-255), oct(8))
print(isinstance(True, int), issubclass(bool, (str, int)), callable(len), callable($n), hash(1) == hash(1.0) == hash(True))
print(getattr($n, "name", 1) is None, getattr($n, "nope", $n) is $n, hasattr($n, "left"), hasattr(5, "real_"))
print(next(iter([$n])) is $n, next(iter([]), $n) is $n, list(iter([1, 2].pop, 1)), list(iter(lambda: $n1, $n1)))
x = iter($l)|print(sys.getrefcount($l), len(list(x)), next(x, None))|x = None
x = iter([1, 2, 3])|print(next(x), list(x), list(x))|x = iter("ab")|print(next(x), *x)
x = range(10)|print(x[2], x[-1], x[2:5], x[::-2], len(x), 3 in x, x.index(4), x.count(20), x == range(0, 10, 1), list(x[$i:]))
x = slice($i, 5, 2)|print(x, x.start, x.stop, x.step, [0, 1, 2, 3, 4, 5][x], x == slice($i, 5, 2))
x = slice($n, None)|print(sys.getrefcount($n))|x = None
print([1, 2, 3, 4][$slice], "abcd"[$slice], (1, 2, 3)[$slice], b"abc"[$slice], list(range(6))[$slice])
x = [1, 2, 3, 4]|x[$slice] = $l|print(len(x))|x = None
x = [1, 2, 3, 4]|x[::2] = [$n, $n]|print(len(x), sys.getrefcount($n))|x = None
x = [1, 2, 3, 4]|x[::2] = [$n]
x = [1, 2, 3, 4]|del x[$slice]|print(x, sys.getsizeof(x))
x = [1, 2, 3]|x *= $i|x += (4, 5)|x += squares(2)|print(x, sys.getsizeof(x))
x = [3, 1, 2]|x.sort()|x.insert(1, 9)|x.insert(-9, 8)|x.extend("ab")|print(x, x.index(9), x.count(1), x.pop(), x.pop(0), x.index(2, 1, 9))
x = [$n, $n]|x.sort(key=lambda y: 1)|x.reverse()|x.remove($n)|print(len(x), sys.getrefcount($n))|x = None
x = [[]] * 3|x[0].append(1)|print(x, sys.getrefcount(x[0]))|x = None
x = {1, 2, 3}|x.update([4], (5,))|x.discard(9)|x ^= {1, 9}|x &= {2, 3, 9}|x -= {3}|print(x == {2, 9}, len(x))
x = {1, 2}|print(x < {1, 2, 3}, x <= x, x > {1}, x.isdisjoint([3]), x.union([3], [4]) == {1, 2, 3, 4}, x.intersection([2]), x.difference({1}, [2]), x.symmetric_difference([2, 5]) == {1, 5})
print(frozenset([1, 2]) == {1, 2}, {frozenset([1]): 2}[frozenset([1])], len(frozenset($l[:0])), frozenset("") is frozenset())
print({1, 2} - [1])
print({1} & $s == set(), len($s - {$n}), len({$n, $n}), $n in {$n})
x = {1: $n}|for k in x:|    x[k] = None|print(x)|for k in x:|    x[k + 1] = 1
x = {1: 2, 3: 4}|print(x.keys() & {1}, list(x.values()), (1, 2) in x.items(), list(reversed(x)), x.popitem(), x.pop(9, 0), x.setdefault(5), x.get(5), x)
x = {}|x.update({1: 2}, a=$n)|x.update([("b", 3)])|print(list(x), x.fromkeys([1, 2], 0), dict.fromkeys("ab"), sys.getsizeof(x))
x = dict.fromkeys(range($i), $n)|print(len(x), sys.getrefcount($n))|x = None
x = {i: Node("$N" + str(i)) for i in range(3)}|del x[1]|x[1] = 5|print(list(x))|x = None
a, *b, c = $l|print(len(b))|a = b = c = None
(a, b), c = [$n, $n], $n|print(a is $n)|a = b = c = None
a, b = $i
a, b, c = $n, $n
[a, *b] = squares(3)|print(a, b)|*a, = "xyz"|print(a)
a = b = c = Node("$N")|del b, c|print(sys.getrefcount(a))|a = None
for i, (j, *k) in enumerate([(1, 2, 3), "ab"]):|    print(i, j, k)
x = [(i, j) for i in range(3) if i for j in range(i)]|print(x, {i: j for i, j in x}, {j for i, j in x}, list((j, i) for i, j in x))
x = [lambda i=i: i for i in range(3)]|print([f() for f in x])|x = None
x = [y := $i, y + 1, [y for z in range(2)]]|print(x, y)
print([(lambda: x)() for x in range(3)], [*map(str, [x for x in range(3)])], [[x, y] for x, y in zip([1], [2])])
print("a,b,,c".split(","), " a b ".split(), "a b c".split(maxsplit=1), "a b c".rsplit(None, 1), "a-b-c".split("-", maxsplit=$i), "x\\ny\\r\\n".splitlines(keepends=True), "".split("x"))
print("abc".find("c", $i), "abcabc".count("bc", 1), "abc".startswith(("b", "a")), "abc".endswith("c", 0, 2), "abc".index("b"), "Title case".title())
print("abc".replace("b", "-", $i), "7".zfill(3), "-7".zfill(4), "ab".ljust(4, "."), "ab".rjust(4), "  x ".strip(), "xxax".strip("x"), "xa".lstrip("x"), "ax".rstrip("xa"))
print("%d %5.2f %-4s; %r %x %%" % (3, 2.5, "a", "b", 255), "%s" % $i, "%(a)s" % {"a": 1}, "%c%c" % (65, "b"), "%+d % d %05d" % (1, 2, 3), "%.3s" % "abcdef")
print("%d" % "a")
print("%s %s" % (1,))
print("%s" % ($l == $l,), "%r" % [1])
print("{} {!r} {:>4} {a[0]} {b.name}".format(1, "x", 2, a=[3], b=Door("$N", 1)), "{0}{0}".format($i), "{:{}}".format("x", 4))
print("{a}".format(b=1))
print(f"{$i!r:^7}/{'x':*<3}/{3.14159:.2f}/{1000000:,}/{255:#x}/{$i=}/{'nested ' + f'{1}'}/{{}}", f"{sum(squares(3))}", f"{[1][0]:02d}")
print(b"a,b".split(b","), b"ab".find(b"b"), b"-".join([b"a", b"b"]), b"ab".decode(), b"ab"[0], b"ab"[::-1], list(b"a"), b"abc".startswith(b"a"), b"x" * 2, "é".encode(), "a".encode("ascii"))
print(inside($n))
print(inside(Node("$N")))
x = frame_of($n)|print(sorted(x.f_locals), x.f_locals["x"] is $n, x.f_back is None, sys.getrefcount(x) > 0)|x = None
$o = frame_of(Node("$N"))
$n.left = frame_of($n)
print(len($o.f_locals), sys.getrefcount($o))
def f(a):|    b = 1|    print(sorted(locals()), locals()["a"] is a)|    del b|    return list(locals())|print(f($n))
def f(a):|    x = locals()|    b = [a]|    return list(x), list(locals()), sys.getrefcount(a)|print(f($n))
def f(a):|    def g():|        return a|    return sorted(locals()), sys.getrefcount(a)|print(f($n))
class Local:|    x = 1|    y = sorted(k for k in locals() if k[:1] != "_")|print(Local.y)
print("n0" in globals(), globals()["n0"] is n0, "nothing" in globals(), __name__)
try:|    try:|        raise MyError(1)|    except MyError as e:|        raise KeyError(2) from e|except KeyError as e:|    $e = e|    print(type(e.__cause__).__name__, e.__suppress_context__, e.__context__ is e.__cause__)
try:|    try:|        1 / 0|    finally:|        $n.nothing|except AttributeError as e:|    $e = e|    print(type(e.__context__).__name__)
try:|    raise KeyError("a") from ValueError("b")|except KeyError as e:|    $l.append(e.__cause__)|    $e = e.__cause__
try:|    raise ValueError|except ValueError as e:|    x = e|try:|    raise x|except ValueError as e:|    print(e is x, e.__context__, sys.getrefcount(e))|x = None
try:|    fail("$N")|except (KeyError, ValueError) as e:|    t = e.__traceback__|    while t is not None:|        print(t.tb_frame is None, t.tb_next is None)|        t = t.tb_next
try:|    fail_deep("$N", 2)|except ValueError as e:|    $e = e.with_traceback(None)|    print(e.__traceback__ is None)
try:|    try:|        fail("$N")|    except ValueError:|        raise|except ValueError as e:|    $e = e
for i in range(3):|    try:|        if i == 1:|            continue|        fail("$N")|    except ValueError as e:|        print(e, i)|    else:|        print("no")|    finally:|        print("done", i)
with Stack(Door("$N", False), Door("$N", True)) as x:|    print(len(x))|x = None
with Stack(Door("$N", True)), Door("$N", True) as x:|    fail("$N")
with Stack(Door("$N", False)):|    raise MyError($i)
with Door("$N", False) as x, Stack(x) as y:|    print(sys.getrefcount(x))|x = y = None
with $n:|    pass
with open("$file", "w") as f, open("$file", "a") as g:|    f.write("a\\n")|    g.write("b\\n")
with open("$file", "w") as f:|    print(f.write("one\\ntwo\\n"), f.closed)|with open("$file") as f:|    print(f.readline(), [x for x in f], f.read())|print(f.closed)
open("$file", mode="w").close()|print(open("$file").read() == "")
print(open("$file", "w").write("x\\ny"))|for line in open("$file"):|    print(repr(line))
x = weakref.WeakKeyDictionary({$n: 1})|print(list(x.items())[0][1], x.pop($n, 2), len(x), x.setdefault($n, 3))|x = None
x = weakref.WeakValueDictionary(a=$n)|x.update({"b": Node("$N")})|print(sorted(x), x.get("b"), "a" in x, len(x), list(x.values())[0] is $n)|x = None
x = weakref.WeakSet()|x.add($n)|x.add(Node("$N"))|print(len(x), x == {$n}, [y is $n for y in x])|x.discard($n)|print(len(x))|x = None
x = weakref.ref($n, note)|print(x() is $n, x.__callback__ is note, hash(x) == hash($n), x == weakref.ref($n))|x = None
x = weakref.proxy($n)|print(x.name == $n.name, type(x).__name__)|x.extra = 5|print($n.extra)|x = None
x = weakref.finalize($n, note, $i, k=1)|print(x.alive, len(x.peek()))|x()
x = weakref.finalize($n, note, $i)|print(x.detach() is None, x.alive, x() is None)
x = weakref.WeakMethod($n.count, gone)|print(x()() if x() else 0)|x = None
print(weakref.getweakrefcount($n), [type(x).__name__ for x in weakref.getweakrefs($n)])
print(type($n) is Node, type(type($n)).__name__, Node.__name__, Node.__module__, $n.__class__.__name__, Phoenix.__mro__[1] is Node, Node.__bases__)
print(list(vars(Scale(1))), vars(Scale)["value"] is Scale.value, sorted(vars($n)) == sorted($n.__dict__))
print(named.__name__, named.__defaults__ == ([],), named.__closure__, squares.__code__ is squares.__code__)
print(setattr($n, "extra", $n), delattr($n, "extra"))
print(super(MyList, MyList([1])).__len__())
print(super(Left, $o).go())
print(str(object())[:7], repr(Node)[:6], repr(named)[:9])
print(type($n.count).__name__, type(len).__name__, type([].append).__name__, type(Node.count).__name__, type(str.upper).__name__, type({}.keys()).__name__, type(iter([])).__name__, type(x for x in []).__name__)
x = squares(3)|print(next(x), x.gi_frame is None, list(x), x.gi_frame is None)|x.close()
x = squares(3)|print(next(x), sorted(x.gi_frame.f_locals), x.gi_frame.f_locals["i"])|x = None
x = (y for y in $l)|print(len(list(x)))|x = None
x = squares(2)|print(x.send(None))|print(x.send(1))|x.send(2)
x = squares(2)|next(x)|x.throw(KeyError("$N"))
def f():|    x = yield|    while True:|        x = yield x|g = f()|next(g)|print(g.send($n) is $n, sys.getrefcount($n))|g.close()|g = None
def f():|    x = yield from squares(2)|    return x|print(list(f()))
print(sys.getsizeof([]), sys.getsizeof([1] * $i), sys.getsizeof((1,)), sys.getsizeof({1: 2}), sys.getsizeof({1}), sys.getsizeof("é"), sys.getsizeof(b"a"), sys.getsizeof(1), sys.getsizeof(1.0), sys.getsizeof(squares), sys.getsizeof(Node))
print(sys.getsizeof(range(3)), sys.getsizeof(slice(1)), sys.getsizeof(iter([])), sys.getsizeof($n.count), sys.getsizeof(len), sys.getsizeof({}.items()), sys.getsizeof(lambda: 1), sys.getsizeof(property()))
print(gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked(()), gc.is_tracked((1, [])), gc.is_tracked($n.count), gc.is_tracked("a"), gc.is_tracked(iter([])), gc.is_tracked(lambda: 1))
"""
