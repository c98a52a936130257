"""Random programs that see what memory does: one seed, one program, the same one for ever.

A program is CLASSES, then statements one after the other; every name is bound from the start on, and
what may be None is asked first, so that no statement fails whatever has been left out before it: that
is what makes programs shrinkable. Nothing depends on addresses or on the hash of a text: sets hold
objects that hash to a number of their own. Finalizers print one text at a time, for a collection may
start between two of one print.
"""
import random
import re
import warnings

from random_calls import HEIRS
from random_things import PLACES, THINGS, Things
from random_values import Values

# Stays when a program is shrunk. The full collection at its end sets the counts to zero: before it
# they depend on the interpreter's start.
CLASSES = """\
import gc, sys, weakref
class Node:
    number = 0
    def __init__(self, name):
        Node.number += 1
        self.number = Node.number
        self.name = name
        self.left = None
        self.right = None
    def __hash__(self):
        return self.number
    def __del__(self):
        print("del " + self.name)
    def count(self):
        return sys.getrefcount(self)
    def get_left(self):
        return self.left
class Plain:
    left = None
    right = None
    def __init__(self, name):
        self.name = name
class Phoenix(Node):
    def __del__(self):
        print("rise " + self.name)
        saved.append(self)
class Busy(Node):
    def __init__(self, name, other=None):
        super().__init__(name)
        self.other = other
    def __del__(self):
        print("busy " + self.name)
        ring(self.name + "+")
        self.left = None
class Nosy(Node):
    def __del__(self):
        print("nosy " + str(sys.getrefcount(self)) + " " + str(gc.is_finalized(self)))
        super().__del__()
class Faulty(Node):
    def __del__(self):
        super().__del__()
        raise ValueError(self.name)
class Door:
    def __init__(self, name, swallow):
        self.name = name
        self.swallow = swallow
        self.left = self.right = None
    def __enter__(self):
        print("enter " + self.name)
        return self
    def __exit__(self, kind, value, traceback):
        print("exit " + self.name + " " + str(kind is None) + " " + str(sys.getrefcount(self)))
        return self.swallow
    def __del__(self):
        print("del door " + self.name)
class Always:
    left = right = None
    name = "always"
    def __eq__(self, other):
        print("eq " + str(sys.getrefcount(self)))
        return True
    def __hash__(self):
        return 1
    def __len__(self):
        return 3
    def __call__(self, x=None):
        return x
def gone(ref):
    print("gone " + str(ref() is None))
def gone_too(ref):
    print("gone too " + str(ref() is None))
def gone_busy(ref):
    print("gone busy")
    ring("callback")
def pick(x, y):
    z = x
    return y
def count(x):
    return sys.getrefcount(x)
def first(*args, **kwargs):
    return args[0]
def through(function):
    def call(*args, **kwargs):
        return function(*args, **kwargs)
    return call
def pair(name):
    x = Node(name + "x")
    y = Node(name + "y")
    x.left = y
    y.right = x
    return x
def ring(name):
    x = Plain(name)
    x.left = [x]
def local(name):
    b = Plain(name)
    a = Node(name + "a")
    c = [a, Node(name + "c")]
    b.left = c
def fail(name, what=ValueError):
    x = Node(name)
    raise what(x.name)
def fail_deep(name, n):
    x = Node(name + str(n))
    if n == 0:
        fail(name)
    try:
        fail_deep(name, n - 1)
    finally:
        y = x
def keep_error(name):
    x = Node(name)
    try:
        fail(name + "f")
    except ValueError as e:
        error = e
    return x.name
def closure(x):
    y = Node(x.name + "y" if x is not None else "y")
    def get(z=None):
        return z if z is not None else x
    def put(z):
        nonlocal x
        x = z
        return y.name
    return get, put
def knot(name):
    x = Node(name)
    def again(n):
        return x.name if n == 0 else again(n - 1)
    return again(1)
class Slotted:
    __slots__ = ("right", "name", "left", "__weakref__")
    def __init__(self, name):
        self.name, self.left, self.right = name, None, None
    @property
    def both(self):
        return (self.left, self.right)
    def __del__(self):
        print("del slotted " + self.name)
def walk(x, name):
    y = Node(name)
    try:
        yield x
        got = yield y
        if got is not None:
            yield sys.getrefcount(got)
        yield from [x, y]
    finally:
        print("finally " + name)
def chain(x, name):
    z = yield from walk(x, name + "i")
    yield z
saved = []
by_name = weakref.WeakValueDictionary()
data = weakref.WeakKeyDictionary()
members = weakref.WeakSet()
""" + HEIRS + THINGS + """\
hidden = set(globals())
def probe(place):
    print("@ " + place + " " + str(gc.get_count()))
    for name in sorted(globals()):
        if name not in hidden and type(globals()[name]) is not type(str.upper):
            value = globals()[name]
            print("    " + name + " " + str(sys.getrefcount(value)) + " " + str(sys.getsizeof(value)) + " " + str(gc.is_tracked(value)))
hidden.update(["hidden", "probe", "name", "value", "u", "v", "w"])
gc.collect()
"""

NODES = ["n0", "n1", "n2", "n3"]
LISTS = ["l0", "l1"]
DICTS = ["d0", "d1"]
SETS = ["s0"]
REFS = ["r0", "r1", "r2"]
ERRORS = ["e0", "e1"]
CLOSURES = ["f0", "f1"]
GENERATORS = ["w0", "w1"]
LOUD = ["q0", "q1", "q2"]
OBJECTS = ["o0", "o1"]
GLOBALS = LISTS + DICTS + SETS + REFS + ERRORS + CLOSURES + GENERATORS + LOUD + OBJECTS
START = ([n + " = None" for n in NODES] + [l + " = []" for l in LISTS] + [d + " = {}" for d in DICTS]
         + [s + " = set()" for s in SETS] + [r + " = None" for r in REFS + ERRORS + CLOSURES + ["u", "v", "w", "x", "y"]]
         + ['%s = Louder("%s", %d)' % (q, q, i) for i, q in enumerate(LOUD)] + ['w0 = stubborn("w0")', 'w1 = walk(1, "w1")']
         + ['o0 = Owner("o0")', 'o1 = Both("o1")'])

BOUND = re.compile(r"^(\w+) = ", re.M)

KINDS_OF_NODES = ["Node"] * 8 + ["Plain"] * 3 + ["Slotted"] * 2 + ["Phoenix"] * 2 + ["Busy", "Nosy", "Nosy", "Faulty"]


def indented(text):
    return "\n".join("    " + line for line in text.split("\n"))


class Generator:
    """Writes one program. `hard`: also what is known not to be counted birth by birth."""

    def __init__(self, seed, hard=False):
        self.random = random.Random(seed)
        self.hard = hard
        self.values = Values(self.random)
        self.things = Things(self.random, self.number)
        self.names = 0
        self.functions = 0
        self.depth = 0
        self.nodes = NODES

    # --- What statements are made of -------------------------------------------------------------

    def one(self, *texts):
        return self.random.choice(texts)

    def node(self):
        return self.random.choice(self.nodes)

    def list(self):
        return self.random.choice(LISTS)

    def dict(self):
        return self.random.choice(DICTS)

    def set(self):
        return self.random.choice(SETS)

    def ref(self):
        return self.random.choice(REFS)

    def error(self):
        return self.random.choice(ERRORS)

    def closure(self):
        return self.random.choice(CLOSURES)

    def generator(self):
        return self.random.choice(GENERATORS)

    def side(self):
        return self.one("left", "right")

    def number(self):
        self.names += 1
        return str(self.names)

    def name(self):
        return '"%s"' % self.number()

    def new(self):
        return "%s(%s)" % (self.random.choice(KINDS_OF_NODES), self.name())

    def container(self):
        return self.one(self.list(), self.dict(), self.set())

    def value(self):
        """Something to hold: most of the time a node's name."""
        return self.one(self.node(), self.node(), self.node(), self.node(), self.list(), self.dict(),
                        self.set(), self.error(), self.closure(), self.ref(), self.generator(), "None",
                        "(%s, %s)" % (self.node(), self.list()), "[%s]" % self.node(),
                        "{1: %s}" % self.node(), "Node(%s)" % self.name())

    def unless_none(self, what, then):
        return "if %s is not None:\n%s" % (what, indented(then))

    def if_node(self, n, then):
        return "if isinstance(%s, Node):\n%s" % (n, indented(then))

    # --- Names, attributes, calls ------------------------------------------------------------------

    def make(self):
        return "%s = %s" % (self.node(), self.new())

    def tie(self):
        return self.one("%s = %s" % (self.node(), self.node()),
                        "%s, %s = %s, %s" % tuple(self.node() for i in range(4)),
                        "%s = %s = %s" % (self.node(), self.node(), self.new()))

    def untie(self):
        return "%s = None" % self.node()

    def link(self):
        n = self.node()
        return self.unless_none(n, "%s.%s = %s" % (n, self.side(), self.value()))

    def unlink(self):
        n = self.node()
        return self.one(self.unless_none(n, "%s.%s = None" % (n, self.side())),
                        self.if_node(n, "%s.extra = %s\ndel %s.extra" % (n, self.value(), n)))

    def throw_away(self):
        return self.one("Node(%s)", "Plain(%s)", "Nosy(%s)", "pair(%s)", "local(%s)", "[Node(%s)]",
                        "(1, Node(%s))", "ring(%s)", "Node(%s).count()", "first(Node(%s), 2)",
                        "through(count)(Node(%s))", "knot(%s)", "Faulty(%s)") % self.name()

    def keep_pair(self):
        return "%s = pair(%s)" % (self.node(), self.name())

    def pass_through(self):
        a, b = self.node(), self.node()
        return "%s = %s" % (self.node(), self.one(
            "pick(%s, %s)" % (a, b), "first(%s, k=%s)" % (a, b), "first(*[%s, %s])" % (a, b),
            "through(pick)(%s, y=%s)" % (a, b), "(lambda x, y=%s: y)(%s)" % (a, b),
            "%s if %s is %s else %s" % (a, a, b, b)))

    def function(self):
        """A function of its own, called at once: what it ties dies when it returns."""
        if self.depth:
            return self.make()
        self.functions += 1
        outer, self.nodes, self.depth = self.nodes, ["p", "a", "b"], 1
        body = ["global " + ", ".join(GLOBALS), "a = b = None"] + self.some(self.random.randint(2, 6))
        body.append(self.one("return a", "return b", "return p", "pass", "return (a, b)[0]"))
        self.nodes, self.depth = outer, 0
        name = "g%d" % self.functions
        return "def %s(p):\n%s\n%s = %s(%s)" % (name, indented("\n".join(body)), self.node(), name,
                                               self.one(self.node(), self.new()))

    # --- Containers ----------------------------------------------------------------------------------

    def append(self):
        return "%s.append(%s)" % (self.list(), self.value())

    def change_list(self):
        l, value = self.list(), self.value()
        return self.one(
            "if len(%s) > 0:\n    %s.pop()" % (l, l), "if len(%s) > 0:\n    %s[0] = %s" % (l, l, value),
            "if len(%s) > 1:\n    del %s[0]" % (l, l), "%s.clear()" % l,
            "%s = [%s, %s]" % (l, value, self.value()), "%s = list(%s)" % (l, self.list()),
            "%s.insert(0, %s)" % (l, value), "%s.extend([%s, %s])" % (l, value, self.node()),
            "%s += [%s]" % (l, value), "%s = %s + [%s]" % (l, l, value), "%s.reverse()" % l,
            "%s[:] = [%s]" % (l, value), "%s = %s[1:]" % (l, l), "del %s[1:]" % l,
            "%s = %s[:8] * 2" % (l, l), "%s = %s.copy()" % (l, self.list()),
            "%s = [x for x in %s if x is not %s]" % (l, self.list(), self.node()),
            "%s = [Node(%s + str(i)) for i in range(%d)]" % (l, self.name(), self.random.randint(0, 3)),
            "%s, *%s = [%s, %s, %s]" % (self.node(), l, self.node(), self.node(), self.node()))

    def change_dict(self):
        d, key, value = self.dict(), self.one('"a"', '"b"', "1", "(1, 2)"), self.value()
        return self.one(
            "%s[%s] = %s" % (d, key, value), "%s[%s] = %s" % (d, key, value),
            "if %s in %s:\n    del %s[%s]" % (key, d, d, key), "%s.clear()" % d,
            "%s = {%s: %s}" % (d, key, value), "%s.pop(%s, None)" % (d, key),
            "%s.setdefault(%s, %s)" % (d, key, value), "%s.update({%s: %s})" % (d, key, value),
            "%s = %s.copy()" % (d, self.dict()), "%s = {**%s, %s: %s}" % (d, d, key, value),
            "%s = {k: Node(%s) for k in %s}" % (d, self.name(), self.dict()),
            "%s = dict(%s, z=%s)" % (d, self.dict(), value),
            self.unless_none("%s.get(%s)" % (d, key), "%s.pop(%s)" % (d, key)))

    def change_set(self):
        s, n = self.set(), self.node()
        return self.one(
            self.if_node(n, "%s.add(%s)" % (s, n)), self.if_node(n, "%s.add(%s)" % (s, n)),
            self.if_node(n, "%s.discard(%s)" % (s, n)), "%s.clear()" % s,
            "%s.add(Node(%s))" % (s, self.name()), "%s = {Node(%s), Node(%s)}" % (s, self.name(), self.name()),
            "%s = %s.copy()" % (s, s), "%s = %s | {Node(%s)}" % (s, s, self.name()),
            self.if_node(n, "%s -= {%s}" % (s, n)), "%s = {x for x in %s if x is not %s}" % (s, s, n),
            "if len(%s) > 0:\n    %s.pop()" % (s, s), "print([x.name for x in %s])" % s)

    def loop(self):
        name, n = self.name(), self.node()
        return self.one(
            "for x in %s:\n    print(x is %s)\nx = None" % (self.list(), n),
            "for x in [Node(%s), Node(%s)]:\n    x.left = %s\nx = None" % (name, self.name(), n),
            "for x in range(%d):\n    %s = Node(%s + str(x))\n    %s.left = %s"
            % (self.random.randint(1, 4), n, name, n, self.value()),
            "for k, v in list(%s.items()):\n    print(str(k), v is %s)\nk = v = None" % (self.dict(), n),
            "x = 0\nwhile x < %d:\n    x += 1\n    %s = Node(%s + str(x))\nelse:\n    x = None"
            % (self.random.randint(1, 3), n, name))

    # --- Exceptions, with, closures ----------------------------------------------------------------------

    def attempt(self):
        call = self.one("fail(%s)", "fail(%s, KeyError)", "fail_deep(%s, 2)", "local(%s)",
                        "first(fail(%s))", "[Node(%s), 1 / 0]") % self.name()
        body = self.small() + "\n" + call
        handler = self.one("%s = e" % self.error(), "print(str(e))", "%s.append(e)" % self.list(),
                           "print(count(e))", "%s = e.__traceback__" % self.error(), self.small(),
                           "%s = Node(%s)" % (self.node(), self.name()))
        end = self.one("", "", "\nfinally:\n    print('finally')",
                       "\nelse:\n    print('else')\nfinally:\n%s" % indented(self.small()))
        return "try:\n%s\nexcept Exception as e:\n%s%s" % (indented(body), indented(handler), end)

    def chain(self):
        middle = self.one("raise KeyError(%s)" % self.name(), "raise KeyError(%s) from None" % self.name(),
                          "raise KeyError(%s) from e" % self.name(), "raise", "fail(%s)" % self.name())
        return ("try:\n    try:\n        fail(%s)\n    except ValueError as e:\n        %s\n"
                "except Exception as e:\n    %s = e\n    print(type(e.__context__).__name__)"
                % (self.name(), middle, self.error()))

    def use_error(self):
        e = self.error()
        return self.one(
            "%s = None" % e, "%s = None" % e, "%s = keep_error(%s)" % (e, self.name()),
            "if isinstance(%s, Exception):\n    %s.__traceback__ = None" % (e, e),
            "if isinstance(%s, Exception):\n    %s.__context__ = None" % (e, e),
            "if isinstance(%s, Exception):\n    %s.left = %s" % (e, e, self.value()),
            "print(type(%s).__name__, sys.getrefcount(%s))" % (e, e))

    def manage(self):
        door = "Door(%s, %s)" % (self.name(), self.one("True", "False"))
        body = self.one(self.small(), self.small(), "fail(%s)" % self.name() if door.endswith("True)") else "pass")
        return "with %s%s:\n%s" % (door, self.one("", " as " + self.node()), indented(body))

    def close_over(self):
        f, n = self.closure(), self.node()
        return self.one(
            "%s = closure(%s)" % (f, n), "%s = None" % f, "%s = closure(%s)" % (f, self.new()),
            self.unless_none(f, "%s = %s[0]()" % (n, f)), self.unless_none(f, "%s[1](%s)" % (f, self.value())),
            self.unless_none(f, "print(%s[1](%s[0]))" % (f, f)),
            self.unless_none(f, "print(count(%s[0]), len(%s))" % (f, f)),
            self.unless_none(n, "%s.left = %s.__init__" % (n, n)),
            self.if_node(n, "%s.left = %s.get_left" % (n, n)),
            "if isinstance(%s, Slotted):\n    print(count(%s.both), sys.getsizeof(%s))" % (n, n, n))

    def generate(self):
        w, n = self.generator(), self.node()
        return self.one(
            "%s = walk(%s, %s)" % (w, n, self.name()), "%s = walk(%s, %s)" % (w, self.new(), self.name()),
            "%s = chain(%s, %s)" % (w, n, self.name()), "%s = None" % w,
            "%s = (Node(%s + str(x)) for x in range(3))" % (w, self.name()),
            "%s = (x for x in %s)" % (w, self.list()),
            self.unless_none(w, "%s = next(%s, None)" % (n, w)), self.unless_none(w, "next(%s, None)" % w),
            self.unless_none(w, "%s.close()" % w), self.unless_none(w, "%s = list(%s)" % (self.list(), w)),
            self.unless_none(w, "for x in %s:\n    print(x is %s)\n    break\nx = None" % (w, n)),
            self.unless_none(w, "try:\n    %s.throw(ValueError(%s))\nexcept Exception as e:\n    print(str(e))"
                             % (w, self.name())),
            self.unless_none(w, "try:\n    %s.send(%s)\nexcept Exception as e:\n    print(type(e).__name__)"
                             % (w, n)),
            self.unless_none(w, "print(sys.getrefcount(%s), sys.getsizeof(%s), gc.is_tracked(%s))" % (w, w, w)))

    # --- Weak references -----------------------------------------------------------------------------------

    def watch(self):
        n, r = self.node(), self.ref()
        callback = self.one("", ", gone", ", gone_too", ", gone_busy")
        return self.unless_none(n, "%s = weakref.ref(%s%s)" % (r, n, callback))

    def drop_watch(self):
        return "%s = None" % self.ref()

    def look_at_watch(self):
        r = self.ref()
        return self.unless_none(r, self.one(
            "print(%s() is None, %s() is %s)" % (r, r, self.node()),
            "print(%s == %s, %s is %s)" % (r, self.ref(), r, self.ref())))

    def revive(self):
        r = self.ref()
        return self.unless_none(r, "%s = %s()" % (self.node(), r))

    def proxy(self):
        n = self.node()
        return self.one(
            self.if_node(n, "%s.right = weakref.proxy(%s)" % (n, self.value_with_weakrefs())),
            self.if_node(n, "print(weakref.getweakrefcount(%s))" % n),
            "try:\n    x = weakref.proxy(Node(%s))\n    x.name\nexcept ReferenceError as e:\n    print(e)\nx = None"
            % self.name())

    def watch_in_container(self):
        n, name = self.node(), self.name()
        return self.one(
            self.if_node(n, "by_name[%s] = %s" % (name, n)), self.if_node(n, "data[%s] = %s" % (n, self.value())),
            self.if_node(n, "members.add(%s)" % n), self.if_node(n, "print(%s in members, %s in data)" % (n, n)),
            "by_name[%s] = %s" % (name, self.new()), "members.add(%s)" % self.new(),
            "print(len(by_name), len(data), len(members))", "print(sorted(by_name.keys()))",
            "print(sorted(x.name for x in members))", "data.clear()", "by_name.clear()",
            self.if_node(n, "f = weakref.finalize(%s, print, %s)\nf.atexit = %s\nf = None"
                         % (n, name, self.one("True", "False"))),
            self.if_node(n, "weakref.finalize(%s, count, %s)" % (n, self.value())))

    def value_with_weakrefs(self):
        return self.one("pick", "Node", "type(%s)" % self.new())

    # --- What is seen ------------------------------------------------------------------------------------------

    def counts(self):
        n = self.node()
        return self.one(
            "print(sys.getrefcount(%s))" % self.value(), "print(count(%s))" % self.node(),
            "print(sys.getrefcount(%s), count(%s))" % (n, n), "print([%s, sys.getrefcount(%s)][1])" % (n, n),
            self.unless_none(n, "print(sys.getrefcount(%s.%s))" % (n, self.side())),
            self.if_node(n, "print(%s.count())" % n), self.if_node(n, "print((%s, %s.count()))" % (self.name(), n)),
            "print(through(count)(%s))" % n, "print((lambda x: sys.getrefcount(x))(%s))" % n,
            "print(%s)" % self.one("Always() == 1", "1 in [Always()]", "[Always()] == [2]", "Always() in {1: 2}",
                                   "len(Always())", "bool(Always())", "Always()(3)", "Always() != 1"))

    def facts(self):
        c = self.container()
        return self.one(
            "print(len(%s), sys.getsizeof(%s))" % (c, c), "print(gc.is_tracked(%s))" % self.one(self.node(), c),
            "print(%s is %s, %s is %s)" % (self.node(), self.node(), self.list(), self.list()),
            "print(isinstance(%s, Node), type(%s) is Plain)" % (self.node(), self.node()),
            "print(len(gc.get_referents(%s)))" % c,
            "print(gc.get_count()[1:])", "gc.collect()\nx = %s\nprint(gc.get_count())\nx = None" % self.value(),
            "x = [%s]\ni = id(x)\nx = None\nx = [%s]\nprint(id(x) == i)\nx = None" % (self.node(), self.node()),
            "print(id(%s) == id(%s))" % (self.node(), self.node()), "print(gc.isenabled(), gc.get_threshold())",
            "print(len([x for x in gc.get_objects() if type(x) is Node]))",
            self.unless_none(self.node(), "print(gc.is_finalized(%s))" % self.node()))

    def collect(self):
        return "print(gc.collect(%s))" % self.one("", "", "0", "1", "2")

    def many(self):
        """Enough objects for collections to start by themselves."""
        return "for x in range(%d):\n    pair(%s + str(x))" % (self.random.choice([7, 15]), self.name())

    def threshold(self):
        return self.one("gc.set_threshold(%d, %d, 5)" % (self.random.choice([5, 10, 20, 100, 200]), self.random.randint(1, 3)),
                        "gc.set_threshold(2000, 10, 10)", "gc.disable()", "gc.enable()",
                        "gc.freeze()", "gc.unfreeze()")

    # --- What may fail ---------------------------------------------------------------------------------------------

    def guarded(self, statement):
        return ("try:\n%s\nexcept (Exception, GeneratorExit, SystemExit) as e:\n    %s"
                % (indented(statement), self.one(*["print(type(e).__name__, e)"] * 5, "print(sys.getrefcount(e), e.args == ())",
                                                 "%s = e" % self.error(), "%s.append(e)" % self.list())))

    def thing(self):
        kinds = list(self.weights)
        family = self.random.choices(kinds, [self.weights[kind] for kind in kinds])[0]
        if family == "values":
            return self.guarded(self.values.statement())
        PLACES["n"] = self.nodes
        return self.guarded(self.things.statement(family))

    def look(self):
        return 'probe("%s")' % self.number()

    # --- Programs ------------------------------------------------------------------------------------------------

    KINDS = [(make, 10), (tie, 4), (untie, 6), (link, 9), (unlink, 2), (throw_away, 4), (keep_pair, 2),
             (pass_through, 2), (append, 4), (change_list, 5), (change_dict, 5), (change_set, 4),
             (watch, 6), (drop_watch, 1), (look_at_watch, 3), (revive, 1), (proxy, 1), (watch_in_container, 4), (counts, 6),
             (facts, 4), (collect, 5), (loop, 2), (attempt, 4), (chain, 1), (use_error, 2), (manage, 2),
             (close_over, 3), (generate, 5), (function, 3), (many, 1), (threshold, 1), (look, 1)]
    SMALL = [(make, 4), (tie, 1), (untie, 2), (link, 3), (throw_away, 2), (append, 1), (watch, 1),
             (counts, 2), (collect, 1), (thing, 4)]

    def some(self, n, kinds=None):
        kinds, weights = zip(*(kinds or self.KINDS + [(Generator.thing, self.share)]))
        return [kind(self) for kind in self.random.choices(kinds, weights, k=n)]

    def small(self):
        return self.some(1, self.SMALL)[0]

    def last(self):
        """How the program ends: with an exception that nobody catches, in the middle of something."""
        n = self.node()
        return self.one("raise ValueError(%s)" % n, "fail_deep(%s, 3)" % self.name(), "sys.exit(%s)" % self.one("3", "None", '"text"', n),
                        "ending(4, %s)" % self.one(n, "5"), "raise Oops(%s)" % self.name(), "with Door(%s, False):\n    fail(%s)" % (self.name(), self.name()),
                        "def stop(x):\n    y = [x, Node(%s)]\n    for z in walk(y, %s):\n        sys.exit(4)\nstop(%s)" % (self.name(), self.name(), n),
                        "try:\n    fail(%s)\nfinally:\n    print('last')\n    x = Node(%s)" % (self.name(), self.name()),
                        "try:\n    fail(%s)\nexcept ValueError as e:\n    raise KeyError(%s) from e" % (self.name(), n),
                        "[Node(%s), 1 / 0]" % self.name(), "sorted([3, 1, 2], key=lambda x: fail(%s))" % self.name())

    def statements(self):
        self.share = self.random.choice([0, 20, 80, 300])
        families = ["loud", "objects", "flow", "files", "collector", "values", "calls"]
        self.weights = {family: self.random.choice([0, 1, 4]) for family in families}
        if not any(self.weights.values()):
            self.weights["loud"] = 1
        start = list(START)
        self.random.shuffle(start)
        low, probed = self.random.random() < 0.25, self.random.random() < 0.35
        if low:
            start.append("gc.set_threshold(%s)" % self.one(*THRESHOLDS))
        body = [s for s in self.some(self.random.randint(8, 45)) if not warns(s)]
        if not self.hard:
            counted = low or probed or any(part in s for s in body for part in ("get_count(", "get_objects(", "probe("))
            tiny = any(TINY.search(s) for s in start + body)
            body = [s for s in body if not (counted and "Faulty(" in s) and not (tiny and any(part in s for part in NOT_TINY))]
        if any(IMPORT_SEEN.search(s) for s in start + body):
            body = [caught(s) for s in body]
        elif self.random.random() < 0.2:
            body.append(self.last())
        if probed:
            body = [part for i, s in enumerate(body) for part in (s, 'probe("%d")' % i)]
        return start + body


# What the simulator does not count birth by birth, so that it is left to --hard: printing an exception that
# nobody can catch (Faulty) and, where every birth decides when a collection runs (TINY thresholds), the import
# of atexit by the first weakref.finalize().
NOT_TINY = ("weakref.finalize(",)
THRESHOLDS = ("100", "150, 3, 1", "200, 5, 2", "1", "2", "3, 1, 1", "5, 2, 2", "10", "17, 3, 1", "40, 2")
TINY = re.compile(r"set_threshold\([1-9][0-9]?[,)]")


# An exception that nobody catches makes CPython import traceback, whose some 7,700 births and own garbage
# the simulator counts, but does not make one by one (sim/vm/shutdown.c). That shows only where collections
# are told of, or are so many that what had been tied dies in another order: there, every exception is caught.
IMPORT_SEEN = re.compile(r"gc\.callbacks\.append|set_threshold\([1-9][0-9]{0,2}[,)]")


def caught(statement):
    return "try:\n%s\nexcept BaseException as e:\n    print(type(e).__name__)" % indented(statement)


def warns(statement):
    """Would CPython's compiler warn? It imports warnings for that, and the heap is another one."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(statement, "<statement>", "exec")
        except SyntaxError:
            return True
    return False


def unbound(statements):
    """Is there a name that they use, but of those at the start do not bind?"""
    missing = [name for name in BOUND.findall("\n".join(START)) if not any(s.startswith(name + " = ") for s in statements)]
    return missing and re.search(r"\b(%s)\b" % "|".join(missing), "\n".join(statements)) is not None


def program(statements):
    return CLASSES + "\n".join(statements) + "\n"
