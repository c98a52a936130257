#!/usr/bin/env python3
"""Reports about objects: what `tool-eye` says the tools would say is what they do say in CPython 3.13, called at
that place; `backrefs`, `why` and `leaks` beside objgraph in the same CPython.

OURO is the program under test (default build/release/ouro). CPython 3.13 is looked for as in tests/oracle;
OURO_OBJGRAPH: the file objgraph.py (default: that of the first of /usr/bin/python3 and python3 that has it)."""
import ast
import json
import os
import re
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

PROGRAMS = {
    "holders": """import gc, sys, weakref
class Node:
    pass
class Leaf:
    pass
a = Node()

a.partner = Node()
a.partner.partner = a
a.items = [1, "x", ["deep"]]

box = [a, a, (a, 1), {"first": a, "second": a, 5: a}]

seen = weakref.ref(a)
weak = weakref.WeakValueDictionary()
weak["a"] = a

pair = ("text", 1)
nested = (pair, (a.partner, "x"))

keys = {a: 1, ("k", a): 2, "plain": a}
members = {a, a.partner, 3}

bound = [a.__init__]
a.leaf = Leaf()

gc.collect()
""",
    "functions": """import gc, sys
class Node:
    kept = []
def outer(value, default=[]):
    def inner(more=default):
        return value, more
    return inner
node = Node()
inner = outer(node)

def numbers(of):
    for each in of:
        yield each
running = numbers([node, node])
first = next(running)

class Heir(list):
    pass
heir = Heir([node, 1])
heir.extra = node

class Slotted:
    __slots__ = ("left", "right")
slotted = Slotted()
slotted.left = node

iterator = iter([node])
cut = slice(node, 1)
numbered = enumerate([node])

try:
    raise ValueError(node)
except ValueError as error:
    caught = error
caught.__traceback__ = None

gc.collect()
""",
    "untracked": """import gc, sys
class Node:
    pass
text = "".join(["a", "b", "c"])
number = 10 ** 6 + 5

holder = (text, number)
table = {"text": text, 1: number}
items = [text, text]

gc.collect()

node = Node()
node.text = text
late = (text, node)
names = {text: 1}

gc.freeze()

after = [text, node]
""",
    "dicts": """import gc, sys
class Node:
    pass
a = Node()
a.x = [1]

d = a.__dict__

a.y = a.x
d["z"] = a

b = Node()
b.x = a
e = vars(b)
e[1] = "one"

del d, e
gc.collect()
""",
}

# What would be asked at a place: the tools' own answers.
ASK = """print([%(name)r, sys.getrefcount(%(name)s), sys.getsizeof(%(name)s), gc.is_tracked(%(name)s), \
[type(_o).__name__ for _o in gc.get_referents(%(name)s)], [type(_o).__name__ for _o in gc.get_referrers(%(name)s)]])
"""

OBJGRAPH = """
import importlib.util, io, json
_spec = importlib.util.spec_from_file_location("objgraph", %(path)r)
objgraph = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(objgraph)
_globals = globals()
_classes = %(classes)r
def _of_script(o):
    return o is not _globals and type(o).__name__ in _classes + ("list", "dict", "tuple", "set")
for _name in %(names)r:
    _out = io.StringIO()
    objgraph.show_backrefs([globals()[_name]], max_depth=3, too_many=1000, filter=_of_script, output=_out)
    print("DOT", json.dumps([_name, _out.getvalue()]))
    del _out
_leaf = [o for o in gc.get_objects() if type(o).__name__ == "Leaf"]
print("CHAIN", json.dumps([type(o).__name__ for o in objgraph.find_backref_chain(_leaf.pop(), objgraph.is_proper_module)]
                          if _leaf else []))
print("LEAKS", json.dumps(sorted(type(o).__name__ for o in objgraph.get_leaking_objects()
                                 if type(o).__name__ in _classes or isinstance(o, dict) and "leaks" in o)))
"""

GRAPHS = {
    "tree": """import gc
class Node:
    pass
class Leaf:
    pass
a = Node()
a.left, a.right = Node(), [Node()]
a.left.up = a
shelf = {"first": a, "second": a, ("x", 1): [a, a.left]}
a.right[0].down = {"leaf": Leaf()}
""",
    "lost": """import gc
gc.disable()
class Node:
    pass
class Leaf:
    pass
def ring():
    first = Node()
    first.next = Node()
    first.next.next = first
ring()
kept = Node()
kept.leaf = (Leaf(), 1)
shelf = Node()
shelf.leaks = [kept]
d = shelf.__dict__
del d
""",
}


def ouro(*arguments):
    r = subprocess.run([OURO, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    return r.stdout if r.returncode == 0 else "%d: %s" % (r.returncode, r.stderr)


def report(*arguments):
    return json.loads(ouro("report", "--json", *arguments))


def plain(name):
    """A type's name as both tell it: ours have one name for methods in C, and no metaclass."""
    name = re.sub(r" \[\d+\]$", "", name).rsplit(".", 1)[-1]
    return {"method-wrapper": "builtin_function_or_method", "ABCMeta": "type"}.get(name, name)


def steps_of(path):
    """(step, the script's line after it, the names of its own objects then)"""
    for line in ouro("trace", "--json", path).splitlines()[1:]:
        record = json.loads(line)
        if record["step"] != "exit" and record["last_line"]:
            names = [name for name, of in record["frames"][0]["locals"].items() if isinstance(of, int)]
            yield record["step"], record["last_line"], names


def run_python(python, text, folder):
    path = os.path.join(folder, "asked.py")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return subprocess.run([python, "-I", "-S", "-B", path], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=120)


def ours_at(path, step, name):
    rows = {row["tool"]: row["says"] for row in report("tool-eye", path, "--at", str(step), name)["rows"]}
    types = [[plain(o["type"]) for o in rows["gc." + tool]] for tool in ("get_referents", "get_referrers")]
    return [name, rows["sys.getrefcount"], rows["sys.getsizeof"], rows["gc.is_tracked"]] + types


def test_tool_eye(tap, python, folder):
    for title, text in PROGRAMS.items():
        path = os.path.join(folder, title + ".py")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        lines, asked, wrong = text.splitlines(keepends=True), 0, []
        for step, last, names in steps_of(path):
            asking = "".join(ASK % {"name": name} for name in names)
            r = run_python(python, "".join(lines[:last]) + asking, folder)
            theirs = [ast.literal_eval(line) for line in r.stdout.splitlines()]
            theirs = [said[:4] + [[plain(name) for name in types] for types in said[4:]] for said in theirs]
            ours = [ours_at(path, step, name) for name in names]
            asked += len(names)
            wrong += ["step %d: CPython %s, ours %s" % (step, t, o) for t, o in zip(theirs, ours) if t != o]
            if len(theirs) != len(names):
                wrong.append("step %d: %s" % (step, r.stderr))
        tap.ok(asked >= 10 and not wrong, "%s: the tools would say of %d objects what they do say" % (title, asked),
               "\n".join(wrong))


def arrows_of_dot(dot):
    types = dict(re.findall(r'^  (o\d+)\[label="([^"\\]*)', dot, re.M))
    arrows = set(re.findall(r"^  (o\d+) -> (o\d+)", dot, re.M))
    return Counter((plain(types[a]), plain(types[b])) for a, b in arrows if a in types and b in types)


def arrows_of_rows(rows):
    types = {row["id"]: plain(row["type"]) for row in rows if row["id"]}
    arrows = {(row["id"], row["from"]) for row in rows if row["id"] and row["from"] and not row["weak"]}
    return Counter((types[a], types[b]) for a, b in arrows)


def test_backrefs(tap, title, path, dots):
    for name, dot in dots:
        arguments = ("backrefs", path, name, "--depth", "3", "--too-many", "1000")
        theirs, ours = arrows_of_dot(dot), arrows_of_rows(report(*arguments)["rows"])
        tap.ok(theirs == ours, "%s: backrefs of %s are those of show_backrefs()" % (title, name),
               "objgraph %s, ours %s" % (theirs, ours))
        own = ouro("report", *arguments, "--dot")
        r = subprocess.run(["dot", "-Tsvg"], input=own, capture_output=True, text=True)
        tap.ok(r.returncode == 0 and not r.stderr and arrows_of_dot(own) == theirs,
               "... and Graphviz reads them as a graph with these arrows", r.stderr or own)


def test_objgraph(tap, python, objgraph, folder):
    for title, text in GRAPHS.items():
        path = os.path.join(folder, title + ".py")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        names = re.findall(r"^(a|shelf) = ", text, re.M)
        r = run_python(python, text + OBJGRAPH % {"path": objgraph, "names": names, "classes": ("Node", "Leaf")}, folder)
        said = [line.split(" ", 1) for line in r.stdout.splitlines() if line[:4] in ("DOT ", "CHAI", "LEAK")]
        told = {key: json.loads(value) for key, value in said}
        if not tap.ok({"DOT", "CHAIN", "LEAKS"} == set(told), "%s: objgraph answers" % title, r.stderr):
            continue
        test_backrefs(tap, title, path, [json.loads(value) for key, value in said if key == "DOT"])
        objects = json.loads(ouro("trace", "--json", path).splitlines()[-2])["objects"]
        leaf = [o["id"] for o in objects if o["type"] == "Leaf"][0]
        why = [plain(row["type"]) for row in report("why", path, "#%d" % leaf)["rows"]]
        chain = told["CHAIN"][2:] # without the module and its dict: a name stands for them
        tap.ok(why[-1] == "name" and why[-2::-1] == chain, "%s: why is find_backref_chain()" % title,
               "objgraph %s, ours %s" % (chain, why))
        leaks = report("leaks", path)
        tap.ok(sorted(plain(o["type"]) for o in leaks["objgraph"]) == told["LEAKS"],
               "%s: get_leaking_objects() would say what it says" % title,
               "objgraph %s, ours %s" % (told["LEAKS"], leaks["objgraph"]))


LONG = "\U00020000" * 64  # 256 bytes: the longest name there is


def test_names(tap, folder):
    path = os.path.join(folder, "names.py")
    almost = "n" * 70
    with open(path, "w", encoding="utf-8") as f:
        f.write("class K:\n    pass\n%s = [K()]\n%s = K()\n%sm = K()\nd = {K(): 1, 2: K()}\n"
                % (LONG, almost, almost))
    ids = {}
    for name in (LONG, almost, almost + "m"):
        rows = report("refs", path, name, "--depth", "1")["rows"]
        ids[name] = rows[0]["id"]
    tap.ok(len(set(ids.values())) == 3, "names that begin alike are asked for whole", ids)
    for kind in ("refs", "backrefs", "why", "sizes", "tool-eye", "ledger"):
        r = subprocess.run([OURO, "report", kind, path, LONG], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        tap.ok(r.returncode == 0 and "\ufffd" not in r.stdout.decode("utf-8", "replace"),
               "%s: a heading is cut between characters" % kind, r.stdout + r.stderr)
    refs = {row["label"]: row["id"] for row in report("refs", path, "d")["rows"]}
    key, value = refs["key <K>"], refs["2"]
    for id_, label in ((key, "key <K>"), (value, "2")):
        why = [row["label"] for row in report("why", path, "#%d" % id_)["rows"]]
        back = [row["label"] for row in report("backrefs", path, "#%d" % id_)["rows"]]
        tap.ok(why == [None, label, "d"] and back[1] == label, "why and backrefs label %s alike" % label, (why, back))


def find_objgraph():
    if os.environ.get("OURO_OBJGRAPH"):
        return os.environ["OURO_OBJGRAPH"]
    for python in ("/usr/bin/python3", "python3"):
        try:
            r = subprocess.run([python, "-c", "import objgraph; print(objgraph.__file__)"], capture_output=True, text=True)
        except OSError:
            continue
        if r.returncode == 0:
            return r.stdout.strip()
    return None


def main():
    tap = Tap()
    python, about = cpython.find("3.13")
    objgraph = find_objgraph()
    with tempfile.TemporaryDirectory() as folder:
        test_names(tap, folder)
        if python:
            test_tool_eye(tap, python, folder)
        else:
            tap.skip("tool-eye beside CPython 3.13", about)
        if python and objgraph:
            test_objgraph(tap, python, objgraph, folder)
        else:
            tap.skip("backrefs, why, leaks beside objgraph", "no objgraph (python3-objgraph)" if python else about)
    tap.end()


main()
