#!/usr/bin/env python3
"""Reports that count: their figures are the trace's, and what objgraph tells of the same program in CPython.

OURO is the program under test (default build/release/ouro). OURO_OBJGRAPH_PYTHON: a CPython that has
objgraph (default: the first of /usr/bin/python3 and python3 that imports it)."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
import cpython
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))

# Each ends with a collection, as objgraph's growth() begins with one.
PROGRAMS = {
    "instances": """
import gc
class Node:
    def __init__(self, left=None, right=None):
        self.left, self.right = left, right
class Leaf:
    __slots__ = ("value",)
tree = Node(Node(Node(), Leaf()), Node(None, Leaf()))

row = [Leaf() for i in range(40)]
del row[10:30]

tree.left.left = None
gc.collect()
""",
    "cycles": """
import gc
class Node:
    pass
def ring(n):
    nodes = [Node() for i in range(n)]
    for i in range(n):
        nodes[i].next = nodes[i - 1]
    return nodes[0]
kept = ring(7)

for i in range(5):
    ring(4)

gc.collect()
""",
    "containers": """
import gc
class Box(list):
    pass
class Bag(dict):
    pass
boxes = [Box([i, [i]]) for i in range(12)]

bags = {i: {i, i + 1} for i in range(9)}
frozen = [frozenset([i]) for i in range(4)]
bag = Bag(a=[], b=[])

boxes.pop()
gc.collect()
""",
    "functions": """
import gc
def counter():
    n = 0
    def add():
        nonlocal n
        n += 1
        return n
    return add
counters = [counter() for i in range(6)]

def numbers():
    yield 1
    yield 2
running = [numbers() for i in range(3)]
for each in running:
    next(each)
running.pop()

class Caller:
    def call(self):
        return 1
bound = [Caller().call for i in range(5)]
gc.collect()
""",
}
# What every version's collector tracks and counts alike, and what nobody else's code makes meanwhile.
COMPARED = {"Node", "Leaf", "Box", "Bag", "Caller", "list", "set", "frozenset", "function", "cell", "generator",
            "method", "type"}


def report(folder, *arguments):
    r = subprocess.run([OURO, "report", *arguments, "--json"], cwd=folder, stdin=subprocess.DEVNULL,
                       capture_output=True, text=True, timeout=60)
    return json.loads(r.stdout)["rows"]


def trace(folder, file):
    r = subprocess.run([OURO, "trace", file, "--json"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                       text=True, timeout=60)
    return [json.loads(line) for line in r.stdout.splitlines()[1:-1]]


def counts(records, step):
    return Counter(o["type"] for o in records[step]["objects"])


def sizes(records, step):
    total = Counter()
    for o in records[step]["objects"]:
        total[o["type"]] += o["size"]
    return total


def test_types(tap, folder, file):
    records = trace(folder, file)
    for step in range(len(records)):
        rows = report(folder, "types", file, "--at", str(step))
        tap.ok([list(row) for row in rows] == [["type", "count", "bytes"]] * len(rows)
               and {row["type"]: row["count"] for row in rows} == counts(records, step)
               and {row["type"]: row["bytes"] for row in rows} == sizes(records, step)
               and rows == sorted(rows, key=lambda row: (-row["count"], row["type"])),
               "%s, step %d: types are the trace's objects" % (file, step), rows)


def test_growth(tap, folder, file):
    records = trace(folder, file)
    last = len(records) - 1
    for start, step in [(0, last), *((k, k + 1) for k in range(last)), (last, last)]:
        rows = report(folder, "growth", file, "--from", str(start), "--at", str(step))
        grown = counts(records, step) - counts(records, start) # only what is positive
        more = sizes(records, step)
        more.subtract(sizes(records, start))
        tap.ok({row["type"]: row["count"] for row in rows} == grown
               and all(row["bytes"] == more[row["type"]] for row in rows)
               and rows == sorted(rows, key=lambda row: (-row["count"], row["type"])),
               "%s, steps %d to %d: growth is the difference" % (file, start, step), rows)


def test_text(tap, folder):
    def text(*arguments):
        return subprocess.run([OURO, "report", *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60).stdout
    with open(os.path.join(folder, "many.py"), "w", encoding="utf-8") as f:
        f.write("a = [[] for i in range(1500)]\n\na.clear()\nb = {1}\n")
    table = text("types", "many.py", "--at", "1")
    tap.ok(re.fullmatch(r"many.py, step 1 of 2: .*\n\ntype +count +bytes +share\n"
                        r"list +1,501 +9\d,\d{3} +100.0 %\nall +1,501 +9\d,\d{3} +100.0 %\n", table),
           "types is a table with separators and a sum", table)
    grown = text("growth", "many.py", "--from", "1")
    tap.ok("what has grown since step 1" in grown and grown.index("set ") < grown.index("Not more of them")
           < grown.index("list ") and "-1,500" in grown, "growth tells the growing first, then the others", grown)
    tap.ok(max(len(line) for line in grown.split("\n")) <= 80, "... in 80 columns", grown)


# --- Sizes -----------------------------------------------------------------------------------------

SHARED = """
class Node:
    def __init__(self, left=None, right=None):
        self.left = left
        self.right = right
    def sum(self):
        return 1
class Slots:
    __slots__ = ("a", "b")
class Box(list):
    pass
words = ["x" * 40, "é" * 3, b"bytes", 2.5, None, True, 10 ** 12]
tree = Node(Node(words), Node(None, words))
table = {"a": [1, 2, 3000], (1, 2): {4, 5}, 7: frozenset([words[0]])}
slots = Slots()
slots.a = slots
box = Box([words, tree])
method = tree.sum
ring = Node()
ring.left = Node(ring)
loop = []
loop.append(loop)
error = ValueError("no", words)
steps = range(1, 10 ** 10)
pair = iter([words, words])

own = Node([Node(), Node()])
gone = Node()
held = own.left[0]

del gone
"""
DEEP = """
import sys, gc, types, json
ENDS = (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType, types.CodeType, types.FrameType)
def deep(o):
    met, queue = {id(o)}, [o]
    for at in queue:
        held = [*at.keys(), *at.values()] if type(at) is dict else gc.get_referents(at)
        for each in held:
            if id(each) not in met:
                met.add(id(each))
                if not isinstance(each, ENDS):
                    queue.append(each)
    return sum(map(sys.getsizeof, queue))
names = {"__name__": "__main__"}
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), names)
print(json.dumps({name: [sys.getsizeof(names[name]), deep(names[name])] for name in sys.argv[2:]}))
"""
NAMES = ["words", "tree", "table", "slots", "box", "method", "ring", "loop", "error", "pair", "own", "held"]


def test_sizes(tap, folder):
    with open(os.path.join(folder, "shared.py"), "w", encoding="utf-8") as f:
        f.write(SHARED)
    ours = {name: report(folder, "sizes", "shared.py", name) for name in NAMES}
    tap.ok(all(len(rows) == 1 and list(rows[0]) == ["id", "type", "names", "shallow", "deep", "retained"]
               for rows in ours.values()), "sizes of a name are one row", ours)
    ours = {name: rows[0] for name, rows in ours.items()}
    python, why = cpython.find("3.13")
    if python:
        r = subprocess.run([python, "-I", "-S", "-B", "-c", DEEP, "shared.py", *NAMES], cwd=folder,
                           capture_output=True, text=True, timeout=60)
        for name, sizes in json.loads(r.stdout or "{}").items() or [("", r.stderr)]:
            tap.ok([ours[name]["shallow"], ours[name]["deep"]] == sizes,
                   "sizes of %s: shallow and deep are CPython's" % name, "%s %s" % (ours[name], sizes))
    else:
        tap.skip("sizes beside CPython's", why)
    own, held = ours["own"], ours["held"]
    instance, row = held["shallow"], 72
    tap.ok(own["retained"] == instance + row + instance and own["deep"] == own["retained"] + instance + 16,
           "what another name holds as well is not retained", own)
    tap.ok(ours["ring"]["retained"] == 2 * instance and ours["loop"]["retained"] == ours["loop"]["shallow"],
           "a cycle that one name holds goes with the name", [ours["ring"], ours["loop"]])
    every = report(folder, "sizes", "shared.py")
    tap.ok([row["retained"] for row in every] == sorted((row["retained"] for row in every), reverse=True)
           and len(every) == len(trace(folder, "shared.py")[-1]["objects"])
           and all(row["retained"] >= row["shallow"] <= row["deep"] for row in every),
           "sizes without a name are all objects, the largest first", every[:4])
    died = trace(folder, "shared.py")[-1]["died"]
    rows = report(folder, "sizes", "shared.py", "#%d" % died[0]["id"])
    tap.ok(len(died) == 1 and rows == [], "who is dead has no sizes", rows)


# --- Lifetimes -------------------------------------------------------------------------------------

def test_lifetimes(tap, folder, file):
    r = subprocess.run([OURO, "trace", file, "--json"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                       text=True, timeout=60)
    records = [json.loads(line) for line in r.stdout.splitlines()[1:]]
    born = {each: record["step"] for record in records for each in record["born"]}
    died = {each["id"]: (record["step"], each["cause"], each["line"]) for record in records
            for each in record["died"]}
    rows = report(folder, "lifetimes", file)
    tap.ok([list(row) for row in rows] == [["id", "type", "name", "born", "died", "cause", "line"]] * len(rows)
           and [row["id"] for row in rows] == sorted(born)
           and all(row["born"] == born[row["id"]] for row in rows)
           and all((row["died"], row["cause"], row["line"]) == died.get(row["id"], (None, None, None))
                   for row in rows), "%s: lifetimes are the trace's births and deaths" % file, rows[:5])
    names = {row["id"]: row["name"] for row in rows}
    wrong = [(name, each) for record in records[:-1] for name, each in record["frames"][0]["locals"].items()
             if isinstance(each, int) and each in names and (names[each] is None or " in " in names[each])]
    tap.ok(not wrong, "... what the module names has a name of the module", wrong)
    last = records[-2]["step"]
    rows = report(folder, "lifetimes", file, "--from", str(last), "--at", str(last))
    tap.ok({row["id"] for row in rows} == {each for each in born if each not in died or died[each][0] in (last, "exit")},
           "... between two steps: who lived then", rows[:5])


def test_lifetimes_named(tap, folder):
    with open(os.path.join(folder, "lives.py"), "w", encoding="utf-8") as f:
        f.write("class Node:\n    pass\n\nb = a = Node()\n\ndef f(x):\n    y = Node()\n    y.me = y\nf(a)\n\n"
                "a = [1]\n\ndel b\n")
    rows = report(folder, "lifetimes", "lives.py", "a")
    tap.ok([(row["type"], row["name"], row["born"], row["died"], row["cause"], row["line"]) for row in rows] ==
           [("Node", "b", 2, 5, "refcount", 13), ("list", "a", 4, "exit", "exit", 0)],
           "lifetimes of a name: all objects that ever had it", rows)
    rows = report(folder, "lifetimes", "lives.py", "Node")
    tap.ok([(row["type"], row["name"]) for row in rows] ==
           [("type", "Node"), ("Node", "b"), ("Node", "y in f()")], "lifetimes of a type: the class and its instances", rows)
    r = subprocess.run([OURO, "report", "lifetimes", "lives.py", "Nod"], cwd=folder, capture_output=True, text=True)
    tap.ok(r.returncode == 2 and "is ever called 'Nod'" in r.stderr, "a name that nobody ever has", r.stderr)
    r = subprocess.run([OURO, "report", "lifetimes", "lives.py", "Node"], cwd=folder, capture_output=True, text=True)
    bars = [re.search("[█·]+", line).group() for line in r.stdout.split("\n") if "#" in line]
    tap.ok(bars == ["·██████", "··████·", "···████"] and "causes of death: refcount 1, gc 0, exit 2." in r.stdout
           and max(map(len, r.stdout.split("\n"))) <= 80, "bars go from birth to death", r.stdout)


LONG = "\U00020000" * 64  # 256 bytes: the longest name there is


def test_long_names(tap, folder):
    one, other = "C" * 62 + "A", "C" * 62 + "B"
    with open(os.path.join(folder, "long.py"), "w", encoding="utf-8") as f:
        f.write("class %s:\n    pass\nclass %s:\n    pass\n\na = %s()\n%s = %s()\n" % (one, other, one, LONG, other)
                + "def g%s():\n    y = %s()\n    return [y]\nkept = g%s()\n" % (LONG[1:], one, LONG[1:]))
    rows = {row["type"]: row["count"] for row in report(folder, "types", "long.py")}
    tap.ok((rows.get(one), rows.get(other)) == (2, 1), "types are told apart by their whole names", rows)
    rows = {row["type"]: row["count"] for row in report(folder, "growth", "long.py", "--from", "1")}
    tap.ok((rows.get(one), rows.get(other)) == (2, 1), "... those that grow as well", rows)
    names = [row["name"] for row in report(folder, "lifetimes", "long.py")]
    tap.ok(LONG in names and "y in g%s()" % LONG[1:] in names, "a name is told whole", names)
    rows = report(folder, "lifetimes", "long.py", LONG)
    tap.ok([row["name"] for row in rows] == [LONG], "... and asked for", rows)
    for arguments in (["sizes", "long.py", LONG], ["profile", "long.py", "g" + LONG[1:]], ["lifetimes", "long.py", LONG],
                      ["lifetimes", "long.py", "no" + LONG], ["profile", "long.py", "no" + LONG]):
        r = subprocess.run([OURO, "report", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                           timeout=60)
        tap.ok(r.returncode in (0, 2) and LONG[:18].encode() in r.stdout + r.stderr
               and (r.stdout + r.stderr).decode("utf-8", "replace").count("\ufffd") == 0,
               "%s: a heading is cut between characters" % arguments[0], r.stdout + r.stderr)


def test_captured(tap, folder):
    with open(os.path.join(folder, "captured.py"), "w", encoding="utf-8") as f:
        f.write("class N:\n    pass\ndef f():\n    x = N()\n    return lambda: x\ng = f()\n"
                "def h(p):\n    p = N()\n    return lambda: p\nk = h(1)\n"
                "def outer():\n    z = N()\n    def inner():\n        nonlocal z\n        z = N()\n    inner()\n"
                "    return inner\nlate = outer()\nlate()\n")
    names = [row["name"] for row in report(folder, "lifetimes", "captured.py", "N") if row["type"] == "N"]
    tap.ok(names == ["x in f()", "p in h()", "z in outer()", "z in outer()", "z in inner()"],
           "what a closure captures has its variable's name", names)


# --- objgraph ------------------------------------------------------------------------------------

ASKED = """
import sys, json, objgraph
peak = {}
text = open(sys.argv[1]).read()
program = compile(text, sys.argv[1], "exec")
names = {"__name__": "__main__"}
objgraph.growth(limit=None, peak_stats=peak)
exec(program, names)
rows = objgraph.growth(limit=None, peak_stats=peak)
print(json.dumps([[name, delta] for name, total, delta in rows]))
"""


def objgraph_python():
    for path in (os.environ.get("OURO_OBJGRAPH_PYTHON"), "/usr/bin/python3", shutil.which("python3")):
        if path and subprocess.run([path, "-c", "import objgraph"], capture_output=True).returncode == 0:
            version = subprocess.run([path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                                     capture_output=True, text=True).stdout.strip()
            return path, version
    return None, None


def test_objgraph(tap, folder):
    python, version = objgraph_python()
    if not python:
        tap.skip("growth beside objgraph's", "no python3 imports objgraph")
        return
    for name in PROGRAMS:
        r = subprocess.run([python, "-B", "-c", ASKED, name + ".py"], cwd=folder, capture_output=True, text=True,
                           timeout=60)
        theirs = [row for row in json.loads(r.stdout or "[]") if row[0] in COMPARED]
        rows = report(folder, "growth", name + ".py")
        ours = [[row["type"], row["count"]] for row in rows if row["type"] in COMPARED]
        tap.ok(theirs and sorted(ours) == sorted(theirs) and [n for _, n in ours] == [n for _, n in theirs],
               "%s: growth is objgraph's in CPython %s" % (name, version), "%s\n%s\n%s" % (ours, theirs, r.stderr))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in PROGRAMS.items():
            with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8") as f:
                f.write(text)
            test_types(tap, folder, name + ".py")
            test_growth(tap, folder, name + ".py")
            test_lifetimes(tap, folder, name + ".py")
        test_text(tap, folder)
        test_sizes(tap, folder)
        test_lifetimes_named(tap, folder)
        test_long_names(tap, folder)
        test_captured(tap, folder)
        test_objgraph(tap, folder)
    tap.end()


main()
