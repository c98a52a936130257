#!/usr/bin/env python3
"""Random programs: run by the simulator and by CPython, they must print the same.

usage: generate.py [--count N] [--seed S] [--ouro PROGRAM] [--keep FOLDER] [--show]

Programs number S, S+1, ... are made, each from its number alone. They use only what the simulator
knows, can raise no exception, and print what they see of themselves: counts, deaths, collections, weak
references, sizes. A program whose outputs differ is shrunk: statements are left out as long as CPython
still runs it without an error and the outputs still differ. Exit 1 if any differed, 3 without a CPython.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cpython
from tap import first_difference

TIMEOUT = 20

# Stays when a program is shrunk. The full collection at its end sets the counts to zero: before it
# they depend on the interpreter's start. Finalizers print one text at a time, for a collection may
# start between two of one print.
CLASSES = """\
import gc, sys, weakref
class Node:
    def __init__(self, name):
        self.name = name
        self.left = None
        self.right = None
    def __del__(self):
        print("del " + self.name)
    def count(self):
        return sys.getrefcount(self)
class Plain:
    left = None
    right = None
    def __init__(self, name):
        self.name = name
class Phoenix(Node):
    def __del__(self):
        print("rise " + self.name)
        saved.append(self)
def gone(ref):
    print("gone " + str(ref() is None))
def gone_too(ref):
    print("gone too " + str(ref() is None))
def pick(x, y):
    z = x
    return y
def count(x):
    return sys.getrefcount(x)
def pair(name):
    x = Node(name + "x")
    y = Node(name + "y")
    x.left = y
    y.right = x
    return x
def local(name):
    b = Plain(name)
    a = Node(name + "a")
    c = [a, Node(name + "c")]
    b.left = c
saved = []
gc.collect()
"""

NODES = ["n0", "n1", "n2", "n3"]
LISTS = ["l0", "l1"]
DICTS = ["d0", "d1"]
REFS = ["r0", "r1", "r2"]
START = ([n + " = None" for n in NODES] + [l + " = []" for l in LISTS]
         + [d + " = {}" for d in DICTS] + [r + " = None" for r in REFS])


class Generator:
    """Writes one program. Every name is bound from the start on, and what may be None is asked
    first, so that no statement can fail whatever has been left out before it."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = 0

    def node(self):
        return self.random.choice(NODES)

    def list(self):
        return self.random.choice(LISTS)

    def dict(self):
        return self.random.choice(DICTS)

    def ref(self):
        return self.random.choice(REFS)

    def side(self):
        return self.random.choice(["left", "right"])

    def name(self):
        self.names += 1
        return '"%d"' % self.names

    def value(self):
        """Something to hold: most of the time a node's name."""
        return self.random.choice([self.node(), self.node(), self.node(), self.list(), self.dict(),
                                   "None", "(%s, %s)" % (self.node(), self.list()),
                                   "[%s]" % self.node()])

    def unless_none(self, what, then):
        return "if %s is not None:\n    %s" % (what, then)

    # Each of these writes one statement (of one or more lines) at module level.

    def make(self):
        kind = self.random.choice(["Node", "Node", "Node", "Plain", "Phoenix"])
        return "%s = %s(%s)" % (self.node(), kind, self.name())

    def tie(self):
        return "%s = %s" % (self.node(), self.node())

    def untie(self):
        return "%s = None" % self.node()

    def link(self):
        n = self.node()
        return self.unless_none(n, "%s.%s = %s" % (n, self.side(), self.value()))

    def unlink(self):
        n = self.node()
        return self.unless_none(n, "%s.%s = None" % (n, self.side()))

    def throw_away(self):
        return self.random.choice(["Node(%s)", "Plain(%s)", "pair(%s)", "local(%s)",
                                   "[Node(%s)]", "(1, Node(%s))"]) % self.name()

    def keep_pair(self):
        return "%s = pair(%s)" % (self.node(), self.name())

    def pass_through(self):
        return "%s = pick(%s, %s)" % (self.node(), self.node(), self.node())

    def append(self):
        return "%s.append(%s)" % (self.list(), self.value())

    def change_list(self):
        l = self.list()
        return self.random.choice([
            "if len(%s) > 0:\n    %s.pop()" % (l, l),
            "if len(%s) > 0:\n    %s[0] = %s" % (l, l, self.value()),
            "if len(%s) > 1:\n    del %s[0]" % (l, l),
            "%s.clear()" % l, "%s = [%s, %s]" % (l, self.value(), self.value()),
            "%s = list(%s)" % (l, self.list())])

    def change_dict(self):
        d, key = self.dict(), self.random.choice(['"a"', '"b"', "1"])
        return self.random.choice([
            "%s[%s] = %s" % (d, key, self.value()), "%s[%s] = %s" % (d, key, self.value()),
            "if %s in %s:\n    del %s[%s]" % (key, d, d, key),
            "%s.clear()" % d, "%s = {%s: %s}" % (d, key, self.value())])

    def watch(self):
        n, r = self.node(), self.ref()
        callback = self.random.choice(["", ", gone", ", gone_too"])
        return self.unless_none(n, "%s = weakref.ref(%s%s)" % (r, n, callback))

    def drop_watch(self):
        return "%s = None" % self.ref()

    def look_at_watch(self):
        r = self.ref()
        return self.unless_none(r, "print(%s() is None, %s() is %s)" % (r, r, self.node()))

    def revive(self):
        r = self.ref()
        return self.unless_none(r, "%s = %s()" % (self.node(), r))

    def counts(self):
        n = self.node()
        return self.random.choice([
            "print(sys.getrefcount(%s))" % self.value(), "print(count(%s))" % self.node(),
            "print(sys.getrefcount(%s), count(%s))" % (n, n),
            "print([%s, sys.getrefcount(%s)][1])" % (n, n),
            self.unless_none(n, "print(sys.getrefcount(%s.%s))" % (n, self.side()))])

    def facts(self):
        return self.random.choice([
            "print(len(%s), sys.getsizeof(%s))" % ((self.list(),) * 2),
            "print(len(%s), sys.getsizeof(%s))" % ((self.dict(),) * 2),
            "print(gc.is_tracked(%s))" % self.random.choice(NODES + LISTS + DICTS),
            "print(%s is %s, %s is %s)" % (self.node(), self.node(), self.list(), self.list()),
            "print(isinstance(%s, Node), type(%s) is Plain)" % (self.node(), self.node())])

    def collect(self):
        return "print(gc.collect(%s))" % self.random.choice(["", "", "0", "1", "2"])

    def loop(self):
        name, n = self.name(), self.node()
        return self.random.choice([
            "for x in %s:\n    print(x is %s)\nx = None" % (self.list(), n),
            "for x in [Node(%s), Node(%s)]:\n    x.left = %s\nx = None" % (name, self.name(), n),
            "for x in range(%d):\n    %s = Node(%s + str(x))\n    %s.left = %s"
            % (self.random.randint(1, 4), n, name, n, self.value())])

    def many(self):
        """Enough objects for collections to start by themselves."""
        return "for x in range(%d):\n    pair(%s + str(x))" % (self.random.choice([7, 15]), self.name())

    def threshold(self):
        return self.random.choice(["gc.set_threshold(%d, %d, 5)" % (self.random.choice([5, 10, 20]),
                                                                     self.random.randint(1, 3)),
                                   "gc.set_threshold(2000, 10, 10)", "gc.disable()", "gc.enable()"])

    KINDS = [(make, 9), (tie, 4), (untie, 5), (link, 9), (unlink, 2), (throw_away, 2),
             (keep_pair, 2), (pass_through, 1), (append, 4), (change_list, 4), (change_dict, 4),
             (watch, 5), (drop_watch, 1), (look_at_watch, 3), (revive, 1), (counts, 5), (facts, 3),
             (collect, 5), (loop, 2), (many, 1), (threshold, 1)]

    def statements(self):
        start = list(START)
        self.random.shuffle(start)
        kinds, weights = zip(*self.KINDS)
        chosen = self.random.choices(kinds, weights, k=self.random.randint(8, 45))
        return start + [kind(self) for kind in chosen]


def program(statements):
    return CLASSES + "\n".join(statements) + "\n"


class Difference:
    def __init__(self, seed, statements, why):
        self.seed, self.statements, self.why = seed, statements, why

    def __str__(self):
        return "program %s: %s" % (self.seed, self.why)


class Invalid(Exception):
    """CPython itself ends with an error: such a program proves nothing."""


class Pair:
    """Both interpreters, on one program file."""

    def __init__(self, ouro, python, folder):
        self.ouro, self.python = ouro, python
        self.path = os.path.join(folder, "program.py")

    def difference(self, statements):
        """Why the two differ, or None. Raises Invalid."""
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(program(statements))
        status, expected = cpython.run(self.python, self.path, TIMEOUT)
        if status != 0:
            raise Invalid("exit status %d" % status)
        try:
            r = subprocess.run([self.ouro, "run", self.path], stdin=subprocess.DEVNULL,
                               capture_output=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return "no end after %d s" % TIMEOUT
        if r.stdout == expected and r.returncode == 0:
            return None
        last = r.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        return "exit status %d; %s %s" % (r.returncode, first_difference(expected, r.stdout), last)

    def still_differs(self, statements):
        try:
            return self.difference(statements) is not None
        except Invalid:
            return False


def shrunk(pair, statements):
    """Leave out ever smaller runs of statements as long as the outputs still differ."""
    size = len(statements) // 2
    while size >= 1:
        at = 0
        while at < len(statements):
            shorter = statements[:at] + statements[at + size:]
            if pair.still_differs(shorter):
                statements = shorter
            else:
                at += size
        size //= 2
    return statements


def compare(ouro, python, seeds, shrink=True):
    """The differences found. Raises Invalid if CPython fails on a program: the generator's own bug."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(ouro, python, folder)
        for seed in seeds:
            statements = Generator(seed).statements()
            why = pair.difference(statements)
            if why and shrink:
                statements = shrunk(pair, statements)
                why = pair.difference(statements)
            if why:
                found.append(Difference(seed, statements, why))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ouro", default=os.environ.get("OURO", "build/release/ouro"))
    parser.add_argument("--keep", help="folder for the shrunk programs that differ")
    parser.add_argument("--show", action="store_true", help="print the first program and stop")
    a = parser.parse_args()
    if a.show:
        print(program(Generator(a.seed).statements()), end="")
        return 0
    python, version = cpython.find("3.13")
    if not python:
        print("generate.py: " + version, file=sys.stderr)
        return 3
    found = compare(os.path.abspath(a.ouro), python, range(a.seed, a.seed + a.count))
    for difference in found:
        print("%s\n%s" % (difference, "\n".join(difference.statements)), end="\n\n")
        if a.keep:
            os.makedirs(a.keep, exist_ok=True)
            with open(os.path.join(a.keep, "program-%d.py" % difference.seed), "w") as f:
                f.write(program(difference.statements))
    print("%d programs, seeds %d to %d: %d differ from CPython %s"
          % (a.count, a.seed, a.seed + a.count - 1, len(found), version))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
