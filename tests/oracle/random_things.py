"""Random statements about objects that watch what is done to them: operators, attributes, properties,
slots, descriptors, generators in every state, files, the collector's own functions.

A statement is a template: $n is a node's name, $l a list's, and so on (PLACES); $n1 is the same one
wherever it stands in its template. All of them stand in a `try`: an exception is part of what is seen.
"""
import re

from random_calls import CALLS, HEIRS

# Stays when a program is shrunk, after the classes of random_program.
THINGS = """\
class Loud:
    fault = None
    def __init__(self, name, value=0, fault=None):
        self.name = name
        self.value = value
        if fault is not None:
            self.fault = fault
    def say(self, what, *others):
        print(what + " " + self.name + " " + str(sys.getrefcount(self)) + "".join(" " + str(sys.getrefcount(x)) for x in others if type(x) is Loud))
        if what == self.fault:
            self.fault = None
            raise ValueError(self.name + " " + what)
    def __eq__(self, other):
        self.say("eq", other)
        return self.value == other.value if isinstance(other, Loud) else NotImplemented
    def __lt__(self, other):
        self.say("lt", other)
        return self.value < other.value if isinstance(other, Loud) else NotImplemented
    def __ge__(self, other):
        self.say("ge", other)
        return isinstance(other, Loud) and self.value >= other.value
    def __hash__(self):
        self.say("hash")
        return self.value
    def __bool__(self):
        self.say("bool")
        return self.value > 0
    def __len__(self):
        self.say("len")
        return self.value
    def __getitem__(self, key):
        self.say("getitem", key)
        if isinstance(key, int) and key >= self.value:
            raise IndexError(key)
        return key
    def __setitem__(self, key, item):
        self.say("setitem", key, item)
        self.item = item
    def __delitem__(self, key):
        self.say("delitem", key)
    def __contains__(self, item):
        self.say("contains", item)
        return item is self
    def __add__(self, other):
        self.say("add", other)
        return Loud(self.name + "+", self.value + 1) if isinstance(other, Loud) else NotImplemented
    def __radd__(self, other):
        self.say("radd", other)
        return other
    def __sub__(self, other):
        self.say("sub", other)
        return NotImplemented
    def __mul__(self, other):
        self.say("mul", other)
        return [self, other]
    def __call__(self, *args, **kwargs):
        self.say("call", *args)
        return args[0] if args else None
    def __repr__(self):
        self.say("repr")
        return "<" + self.name + ">"
    def __del__(self):
        print("del loud " + self.name)
        if self.fault == "del":
            raise KeyError(self.name)
class Louder(Loud):
    def __str__(self):
        self.say("str")
        return self.name.upper()
    def __iadd__(self, other):
        self.say("iadd", other)
        self.value += 1
        return self
    def __iter__(self):
        self.say("iter")
        yield self
        self.say("iter again")
        yield from [1, self.value]
    def __ne__(self, other):
        self.say("ne", other)
        return True
    def __enter__(self):
        self.say("enter")
        return self
    def __exit__(self, kind, value, traceback):
        self.say("exit")
        self.seen = value
        return self.value % 2
class Steps:
    def __init__(self, name, stop):
        self.name, self.at, self.stop = name, 0, stop
    def __iter__(self):
        print("iter " + self.name + " " + str(sys.getrefcount(self)))
        return self
    def __next__(self):
        print("next " + self.name + " " + str(sys.getrefcount(self)))
        if self.at == self.stop:
            raise StopIteration(self.at)
        self.at += 1
        return Loud(self.name + str(self.at), self.at)
    def __del__(self):
        print("del steps " + self.name)
class Ghost:
    def __init__(self, name):
        self.__dict__["name"] = name
    def __getattr__(self, name):
        print("getattr " + name + " " + str(sys.getrefcount(self)))
        if name == "gone" or name[:2] == "__":
            raise AttributeError(name)
        return [name]
    def __setattr__(self, name, value):
        print("setattr " + name + " " + str(sys.getrefcount(self)))
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("delattr " + name)
        object.__delattr__(self, name)
    def __del__(self):
        print("del ghost " + self.name)
class Owner:
    __slots__ = ("part", "__dict__", "__weakref__")
    shared = []
    def __new__(cls, name, *rest):
        print("new " + name)
        self = super().__new__(cls)
        self.part = Node(name + "p")
        return self
    def __init__(self, name, extra=None):
        self.name = name
        self.extra = extra
    @property
    def whole(self):
        print("get whole " + str(sys.getrefcount(self)))
        return self.part
    @whole.setter
    def whole(self, value):
        print("set whole " + str(sys.getrefcount(self)))
        self.part = value
    @whole.deleter
    def whole(self):
        print("delete whole")
        del self.part
    @classmethod
    def make(cls, name):
        return cls(name, cls)
    @staticmethod
    def held(x):
        return sys.getrefcount(x)
    def __del__(self):
        print("del owner " + self.name)
class One(Owner):
    only = None
    def __new__(cls, name):
        if cls.only is None:
            cls.only = super().__new__(cls, name)
        return cls.only
class Other:
    def __new__(cls, x):
        return x
    def __init__(self, x):
        print("never")
class Top:
    def __init__(self, *args):
        self.trail = ["top"]
    def go(self):
        return ["Top", sys.getrefcount(self)]
class Left(Top):
    def __init__(self, *args):
        super().__init__(*args)
        self.trail.append("left")
    def go(self):
        return ["Left"] + super().go()
class Right(Top):
    def __init__(self, *args):
        super().__init__(*args)
        self.trail.append("right")
    def go(self):
        return ["Right", *super().go()]
class Both(Left, Right):
    def __init__(self, name):
        super().__init__(name)
        self.name = name
    def go(self):
        return ["Both"] + super(Both, self).go()
    def __del__(self):
        print("del both " + self.name)
class Oops(Exception):
    def __init__(self, name, *more):
        super().__init__(name, *more)
        self.name = name
        self.node = Node(name + "o")
    def __str__(self):
        return "oops " + self.name
    def __del__(self):
        print("del oops " + self.name)
def stubborn(name):
    x = Node(name)
    n = 0
    while n < 3:
        n += 1
        try:
            got = yield n
            print("got " + str(type(got).__name__))
        except ValueError as e:
            print("caught " + str(e) + " " + str(sys.getrefcount(e)))
        except GeneratorExit:
            print("closing " + name)
            if n == 2:
                yield "no"
            raise
        else:
            if got is not None:
                return got
        finally:
            print("finally " + name)
    return x
def outer(inner, name):
    x = Node(name)
    try:
        y = yield from inner
        print("inner gave " + str(sys.getrefcount(y)))
        yield y
    except KeyError:
        yield x
    finally:
        print("outer done")
def ending(how, x):
    for i in range(2):
        try:
            y = Node(x.name + "e" if isinstance(x, Node) else "e")
            if how == 0:
                return y
            if how == 1:
                raise Oops("end")
            if how == 2:
                continue
            if how == 3:
                break
            if how == 4:
                sys.exit(x)
        except Oops as e:
            z = e
            if i:
                raise KeyError("again") from e
        else:
            z = 5
        finally:
            print("end of " + str(i))
            if how == 5:
                return x
    return z
def deep(n, x):
    return sys.getrefcount(x) if n == 0 else deep(n - 1, x)
def spread(a, b=None, *rest, key=None, **more):
    return [sys.getrefcount(a), sys.getrefcount(b), len(rest), sys.getrefcount(key), sorted(more)]
def phases(phase, info):
    print(phase + " " + str(info["generation"]) + " " + str(info["collected"]) + " " + str(info["uncollectable"]))
def note(x):
    notes.append(x)
    return sys.getrefcount(x)
notes = []
base = gc.get_stats()
gc.collect()
"""

PLACES = {
    "n": ["n0", "n1", "n2", "n3"], "l": ["l0", "l1"], "d": ["d0", "d1"], "s": ["s0"], "r": ["r0", "r1", "r2"],
    "e": ["e0", "e1"], "w": ["w0", "w1"], "q": ["q0", "q1", "q2"], "o": ["o0", "o1"],
    "side": ["left", "right"], "i": ["0", "1", "2", "3", "-1"], "fault": ["None"] * 6 + ["'eq'", "'hash'", "'repr'", "'lt'", "'bool'", "'getitem'", "'del'", "'iter again'", "'enter'", "'exit'", "'add'"],
    "op": ["==", "!=", "<", ">", "<=", ">=", "in", "not in"], "bin": ["+", "-", "*"], "c": ["l0", "l1", "d0", "d1", "s0", "q0", "q1", "o0", "n0", "n1", "e0", "w0"],
    "slice": [":", "1:", ":1", "::2", "::-1", "-1:", "1:2", "0:0", "5:", "1::-1"], "kind": ["Loud", "Loud", "Louder"],
    "mode": ["r", "w", "a"], "file": ["one", "two"], "type": ["ValueError", "KeyError", "Oops", "GeneratorExit", "StopIteration"],
    "flag": ["gc.DEBUG_SAVEALL", "0", "0", "0"], "attr": ["left", "extra", "name", "gone", "whole", "part", "value"],
}

# One line a statement; "|" ends a line of it.
LOUD = """\
$q = $kind("$N", $i, $fault)
$q = $kind("$N", $i, $fault)
$q = $kind("$N", $i, $fault)
$q = None
print($q $op $q)
print($q $op $i)
print($i $op $q)
print([$q, $q] == [$q, $q])
print(($q, 1) == ($q, $i))
print([$q, $i] < [$q, $i])
print({$q: 1} == {$q: 1})
print(repr($q))
print(str($q), f"{$q}", f"{$q!r:>8}", f"{$q=}")
print($q, $q)
print([$q], ($q,), {1: $q})
print("%d" in $l, $q in $l)
$l.append($q)
$l.insert($i, $q)
$l.remove($q)
print($l.index($q))
print($l.count($q))
print(sorted([$q, $q, $q]) is None)
$l = sorted([$kind("$N", 3), $kind("$N", 1), $kind("$N", 2)])
$l = sorted([3, 1, 2], key=lambda x: $kind("$N", x, $fault))
$l = sorted([$q, $q], key=note, reverse=True)
print(max($q, $q) is $q)
print(min([$kind("$N", $i), $kind("$N", $i)], key=lambda x: x.value).name)
print(max([], default=$q) is None)
$d[$q] = $q
$d[$q] = $kind("$N", $i)
del $d[$q]
print($d.get($q) is None, $q in $d)
print($d.setdefault($q, $q) is $q)
$d = {$q: $q, $q: $q, **$d}
$d = {x: Node("$N") for x in [$q, $q]}
$d.update({$q: $n})
$d.update([($q, $n), (1, 2)])
print($d.pop($q, None) is None)
print($d.popitem()[0] is $q)
print($d == $d)
print(len({$q, $q, $q}))
$s.add($q)
$s.discard($q)
$s.remove($q)
print($q in $s)
$s |= {$q}
print(len($s & {$q}), len({$q} - $s))
$q1 += $q
$q1 -= $q
$q = $q $bin $q
print($q $bin $i)
print(type($i $bin $q).__name__)
print(sum([$kind("$N", $i), $kind("$N", $i)], $q) is None)
print(bool($q), not $q)
print($q and $q)
print($q1 or $q1)
if $q:|    print("true")|else:|    print("false")
while $q:|    print("once")|    break
print(len($q))
print($q[$i])
print($q[$slice] == $i)
$q[$i] = $q
$q[$slice] = $n
del $q[$i]
print(list($q))
a, b = $q
a, *b = $q|print(len(b))
for x in $q:|    print(x is $q)
for x in $q:|    print(type(x).__name__)|    if x == 1:|        break|else:|    print("all")
print([x for x in $q if x is not $q])
print($i in $q, $q1 in $q1)
print($q(), $q(1, x=2))
print($q($q) is $q)
print(first(*$q))
print(spread(*[$q, $q], **{"key": $q}))
print(spread($q, $n, 1, key=$n, z=$q))
print(list(map($q, [$q, $n]))[0] is $n)
print(list(zip($q, [1, 2, 3, 4])))
print(list(enumerate($q)))
print(list(filter(None, [$q, $q])))
print(any([$q, $q]), all([$q, $q]))
print(list(reversed($q)))
print(sys.getrefcount($q), deep(3, $q))
print([sys.getrefcount(x) for x in [$q, $q]])
print((lambda *a: sys.getrefcount(a[0]))($q))
print(hash($q) == hash($q))
print($q is $q, id($q) == id($q))
$q.other = $q
$q1.other = $q1
$q.other = [$q, $q]
$q.fault = $fault
print(isinstance($q, Loud), type($q) is Louder)
with $q as x:|    print(x is $q)
with $q, $q:|    fail("$N")
with $q as x, Door("$N", True):|    raise Oops("$N")
print(sys.getsizeof($q))
assert $q, $q
raise Oops("$N", $q)
del $q.name
del $q.other
x = [$q] * 3|x[$slice] = [$q, $q]|print(len(x))
x = [$q, $n, 1, 2]|del x[$slice]|print(len(x))
x, y = y, x = $q, $n
print("".join([$q, "a"]))
print(", ".join(str(x) for x in [$q, $q]))
print($q.nothing)
print(min($q, $n))
print([$q] + [$q] == [$q] * 2)
print([1, $q, 2].index(2), (1, $q).count($q))
print(weakref.ref($q) == weakref.ref($q), weakref.proxy($q) == $i)
print(len(weakref.proxy($q)))
print(weakref.proxy($q)[1:])
print(type(weakref.proxy($q) + $q).__name__)
"""

OBJECTS = """\
$o = Ghost("$N")
$o = Owner("$N")
$o = Owner("$N", $n)
$o = One("$N")
One.only = None
$o = Both("$N")
$o = Owner.make("$N")
print(Other($n) is $n)
$o = None
print($o.$attr is None)
$o.$attr = $n
$o.$attr = $o
del $o.$attr
print(hasattr($o, "$attr"))
print(getattr($o, "$attr", 5) is None)
setattr($o, "$attr", $q)
delattr($o, "$attr")
print($o.go(), $o.trail)
print(Both.held is None)
print(Owner.held($o), $o.held($o))
$n = $o.whole
print(sys.getrefcount($o.make))
x = $o.go|print(sys.getrefcount(x), sys.getsizeof(x), gc.is_tracked(x))
$o.extra = $o.make
$l = [$o.go, $o.go]
print($o.go == $o.go, $o.go is $o.go)
Owner.shared.append($n)
Owner.shared.clear()
Top.extra = $n
del Top.extra
print(sys.getsizeof($o), gc.is_tracked($o), sys.getrefcount(type($q)))
print(sorted($o.__dict__), sys.getsizeof($o.__dict__))
$d = $o.__dict__
$o.__dict__ = {"name": "$N"}
$o.__dict__["extra"] = $n
$n.__dict__ = $d
print(len($n.__dict__), sys.getrefcount($n.__dict__))
$d = $n.__dict__
$n.__dict__["$side"] = $q
$n.__dict__.clear()
$n.__dict__.update(left=$n)
$r = weakref.ref($o, gone)
$l.append(weakref.proxy($o, gone_too))
$l.append(weakref.WeakMethod($o.go))
$l.append(weakref.WeakMethod($n.get_left, gone))
print(weakref.WeakMethod($n.count)()())
print(weakref.getweakrefcount($o), weakref.getweakrefcount($n))
weakref.finalize($o, print, "fin $N")
$e = weakref.finalize($o, note, $n)
$e()
print($e.alive, $e.peek() is None)
print($e.detach() is None)
$e.atexit = False
print(len(weakref.getweakrefs($n)))
by_name["$N"] = $o
data[$o] = $n
data[$o] = $o
members.add($o)
members.discard($o)
print([x.name for x in members], len(data), len(by_name))
print(sorted(by_name))
print(by_name.pop("$N", $n) is $n)
for k, v in list(by_name.items()):|    print(k)
x = weakref.WeakValueDictionary({1: $n, 2: $o})|print(len(x), 1 in x)
x = weakref.WeakSet([$n, $o])|print(len(x), $n in x)
x = weakref.WeakKeyDictionary()|x[$n] = $n|print(len(x), x.get($n) is $n)
class Local:|    x = $n|    def f(self):|        return self.x, Local|$o = Local()
class Local(Top):|    y = [$n]|    __slots__ = ("b", "a")|x = Local()|x.b, x.a = $n, $q|x = None
class Local(Owner, Both):|    pass
class Local:|    def __init__(self):|        self.me = self|    def __del__(self):|        print("local $N")|Local()
class Local:|    def __eq__(self, other):|        return True|print(Local() == $i, Local() != $i)|x = {Local(): 1}
class Local(Oops):|    pass|raise Local("$N")
class Local(Node):|    __slots__ = ("z",)|$n = Local("$N")|$n.z = $n
class Local:|    __slots__ = ()|x = Local()|print(sys.getsizeof(x), gc.is_tracked(x))|x.y = 1
class Meta:|    def __getattr__(self, name):|        return name + "!"|print(Meta().foo, getattr(Meta(), "bar"))
class Wrap:|    def __init__(self, f):|        self.f = f|    def __call__(self, *args):|        return self.f(*args)|@Wrap|def f(x):|    return sys.getrefcount(x)|print(f($n))
print(isinstance($o, (Top, Owner)), issubclass(Both, Top), issubclass(One, (Top, int)))
print(type($o).__name__, type($n).__name__, type($q).__name__)
print(object() == object(), type(object()).__name__)
print(callable($o), callable(Owner), callable($o.make))
$o.extra = weakref.ref($o, lambda r: print("dead $N"))
$n.right = lambda: $n.left
$n.right = $n.right, $n.right
"""

FLOW = """\
$w = stubborn("$N")
$w = outer(stubborn("$N"), "$N")
$w = outer([$n, $n], "$N")
$w = outer($w, "$N")
$w = (x for x in $w)
$w = (Node("$N" + str(x)) for x in range(3) if x)
$w = (lambda: (yield $n))()
$w = None
print(type(next($w)).__name__)
print(type(next($w, None)).__name__)
next($w)
$w.send(None)
$w.send($n)
$w.throw($type("$N"))
$w.throw($type("$N"))
$w.throw(Oops("$N"))
$w.throw($e)
$w.close()
print(list($w) == [])
for x in $w:|    print(type(x).__name__)|    break
for x in $w:|    $w.close()
print(sum(1 for x in $w))
a, *b = $w
print($w.gi_frame is None)
print(sys.getrefcount($w), sys.getsizeof($w) > 0)
$n.left = $w
x = $w.gi_frame|print(x is None or sorted(x.f_locals))|x = None
$n1.left = outer([$n1], "$N")|next($n1.left)
print(ending($i, $n))
print(type(ending(0, $n)).__name__)
$n = ending(5, $n)
x = ending(1, $n)
x = ending(4, $i)
$e = keep_error("$N")
try:|    fail_deep("$N", 2)|except ValueError as e:|    $e = e
try:|    raise Oops("$N")|except (KeyError, Oops) as e:|    $e = e|    $n = e.node
try:|    try:|        raise Oops("$N")|    finally:|        fail("$N")|except Exception as e:|    $e = e
try:|    raise Oops("$N") from $e|except Oops as e:|    print(e.__cause__ is $e)
try:|    1 / 0|except ZeroDivisionError as e:|    try:|        raise KeyError(1) from None|    except KeyError as f:|        print(f.__context__ is e, f.__suppress_context__)
raise $e
raise Oops("$N") from Oops("$N")
print(sys.exc_info()[0] is None)
try:|    fail("$N")|except ValueError:|    print(sys.exc_info()[0] is ValueError, sys.getrefcount(sys.exc_info()[1]))
print(sorted($e.__traceback__.tb_frame.f_locals))
$e.__traceback__ = None
$e.__context__ = $e
$l.append($e.__traceback__)
print($e.args, str($e), type($e.__context__).__name__, type($e.__cause__).__name__)
$e = $e.with_traceback(None)
print(sys.getrefcount($e), sys.getrefcount($e.__traceback__), sys.getsizeof($e))
$e = Oops("$N", $n)
$e = ValueError($n)
$e = None
def f():|    try:|        return Node("$N")|    finally:|        print("f")|f()
def f(x):|    while True:|        try:|            return sys.getrefcount(x)|        finally:|            break|print(f($n))
def f():|    x = Node("$N")|    def g():|        nonlocal x|        x = None|        return x|    g()|    return g|$o = f()
def f():|    x = Node("$N")|    del x|    return x|f()
def f():|    return y1|    y1 = 2|f()
def f(x, y=[]):|    y.append(x)|    return len(y)|print(f($n), f($n))|$o = f
def f(n):|    return 0 if n == 0 else 1 + f(n - 1)|print(f(50))
def f():|    global x|    x = Node("$N")|    x = None|f()
def f():|    a = [lambda: i for i in range(3)]|    return [g() for g in a]|print(f())
def f():|    x = $n|    class K:|        y = x|        def g(self):|            return x|    return K().g|$o = f()
def f(x):|    return [y for y in [x, x] if (z := y) is x], z|print(f($n)[1] is $n)
def f():|    yield 1|    return Node("$N")|def g():|    x = yield from f()|    print(type(x).__name__)|print(list(g()))
def f():|    try:|        yield Node("$N")|    finally:|        print("gen end")|next(f())|print("after")
def f():|    with Door("$N", True) as x:|        return fail("$N")|print(f())
def f():|    for x in [Node("$N"), Node("$N")]:|        with Door("$N", False):|            if x.left is None:|                continue|        print("no")|f()
x = [[y for y in range(x)] for x in range(3)]|print(x)
$d = {k: v for k, v in zip("ab", [$n, $n])}
$s = {Node("$N") for x in range(2)}
x = [Node("$N") for x in range(2) for y in range(2)][1]|x = None
a, (b, *c), d = $n, [$n, $n], Node("$N")|a = b = c = d = None
$l[$i:$i] = [$n, Node("$N")]
$l[$slice] = [$n, Node("$N")]
$l[$slice] = ($n for x in range(2))
del $l[$slice]
$l = $l[$slice]
$l *= $i
$l.sort(key=lambda x: note(x))
$l.sort(key=lambda x: $l.append(1) or 1)
$l.extend(x for x in $l[:2])
$l.extend(walk($n, "$N"))
$l = [*$l, *$l][:6]
$d = {**$d, **{"a": Node("$N")}}
$d |= {"b": $n}
print($l == $l, $l != $l)
print(f"{$i:>5} {'a':^5} {$i:03}")
print(*$l[:0], sep="-")
print("a", "b", sep="", end="!\\n")
"""

FILES = """\
o1 = open("$file", "$mode")
o1 = open("$file")
o1 = None
o1.write("line $N\\nnext\\n")
print("text", $i, file=o1)
print(o1.read())
print(o1.read($i))
print(repr(o1.readline()))
print(o1.readlines())
for x in o1:|    print(repr(x))
o1.close()
print(o1.closed)
with open("$file", "$mode") as f:|    print(f.closed, sys.getrefcount(f))|    f.write("$N")
with open("$file") as f:|    print(f.read())
print(sys.getrefcount(o1), gc.is_tracked(o1))
$n.left = o1
open("$file", "w").write("x")
open("no such")
x = [len(line) for line in open("$file")]|print(x)
print("err", file=sys.stderr)
print("out", file=sys.stdout, flush=True)
sys.stdout.write("written\\n")
class Out:|    def write(self, text):|        notes.append(text)|print("a", 1, file=Out())|print(len(notes))
"""

COLLECTOR = """\
gc.callbacks.append(phases)
gc.callbacks.clear()
print(len(gc.callbacks))
gc.set_debug($flag)
print(gc.get_debug())
print(len(gc.garbage), [type(x).__name__ for x in gc.garbage])
gc.garbage.clear()
print(gc.collect($i))
print(gc.collect())
print(gc.get_count())
gc.set_threshold(1)
gc.set_threshold(2, 1, 1)
gc.set_threshold(3, 2, 2)
gc.set_threshold(0)
gc.set_threshold(50, 2)
gc.set_threshold(700, 10, 10)
print(gc.get_threshold())
print(len(gc.get_objects(0)))
print(len(gc.get_objects(1)))
print([type(x).__name__ for x in gc.get_objects(0)][:20])
print([type(x).__name__ for x in gc.get_objects(1)][:20])
print([b["collections"] - a["collections"] for a, b in zip(base, gc.get_stats())])
print([b["collected"] - a["collected"] for a, b in zip(base, gc.get_stats())])
u = $c|if u is not None and sys.getrefcount(u) < 4000000000:|    print([type(x).__name__ for x in gc.get_referrers(u)])|u = None
print([type(x).__name__ for x in gc.get_referents($c)])
u = $c|if u is not None and sys.getrefcount(u) < 4000000000:|    print(len(gc.get_referrers(u)), len(gc.get_referents(u, $c)))|u = None
print(gc.is_tracked($c), gc.is_finalized($c), sys.getsizeof($c), sys.getrefcount($c))
gc.freeze()
gc.unfreeze()
print(gc.isenabled())
gc.disable()
gc.enable()
x = [$n, $l]|x.append(x)|x = None
x = ($n, [])|x[1].append(x)|x = None
x = {}|x["me"] = x|x = None
pair("$N")
$n = pair("$N")
x = Phoenix("$N")|x.left = x|x = None
x = Busy("$N")|x.left = x|x = None
x = Nosy("$N")|x.left = [x]|x = None
x = Faulty("$N")|x.left = x|x = None
saved.clear()
saved.pop()
x = saved[0]|x.left = x|x = None
ring("$N")
[pair("$N") for x in range(4)]
x = [[] for x in range(12)]|x = None
x = [(1, [2]) for x in range(6)]|x = None
x = [(y, str(y)) for y in range(30)]|print(gc.is_tracked(x[0]))|gc.collect()|print(gc.is_tracked(x[0]))|x = None
x = [{} for y in range(3)]|print(gc.is_tracked(x[0]))|x[0][1] = x|print(gc.is_tracked(x[0]))|x = None
x = {1: (2, 3)}|print(gc.is_tracked(x))|gc.collect()|print(gc.is_tracked(x))
x = (1, (2, (3,)))|print(gc.is_tracked(x))|gc.collect(0)|print(gc.is_tracked(x))
$n1.left = $n1
$n1.left = [$n1]
$n1.left = ($n1, {$n1: $n1})
$n1.left = {"x": $n1, 1: {$n1}}
$n1.left = lambda: $n1
$n1.left = $n1.count
$n1.left = iter([$n1])
$n1.left = (x for x in [$n1])
$n1.left = map(count, [$n1])
$n1.left = weakref.ref($n1)
$n1.left = Owner("$N", $n1)
$n1.left = Loud("$N")|$n1.left.other = $n1
$n1.left = ValueError($n1)
$n1.left = slice($n1, $n1)
$n1.left = enumerate([$n1])
$n1.left = zip([$n1], [$n1])
$n1.left = $n1.__dict__
$n1.left = {**$n1.__dict__}
$n1.left = $n1.__dict__.values()
$n1.left = iter({$n1: 1})
$n1.left = {1: $n1}.items()
$n1.left = reversed([$n1])
$n1.left = property(lambda self: $n1)
$n1.left = frozenset([$n1])
$n1.left = type($n1)
$n = None
n0 = n1 = None
n2 = n3 = None
q0 = q1 = q2 = None
"""


def lines_of(text):
    return [line.replace("|=", "\0").replace("|", "\n").replace("\0", "|=") for line in text.rstrip("\n").split("\n")]


FAMILIES = {name: lines_of(text) for name, text in
            [("loud", LOUD), ("objects", OBJECTS), ("flow", FLOW), ("files", FILES), ("collector", COLLECTOR), ("calls", CALLS)]}


class Things:
    """Fills templates from a source of randomness."""

    def __init__(self, source, name):
        self.random, self.name = source, name

    def fill(self, template):
        bound = {}

        def place(match):
            word, number = match.group(1), match.group(2)
            if word == "N":
                return self.name()
            if number and (word, number) in bound:
                return bound[word, number]
            choice = self.random.choice(PLACES[word])
            if number:
                bound[word, number] = choice
            return choice
        return re.sub(r"\$([A-Za-z]+)(1?)", place, template)

    def statement(self, family):
        return self.fill(self.random.choice(FAMILIES[family]))
