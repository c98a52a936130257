#!/usr/bin/env python3
"""Heap snapshots have Chrome's form, hold the trace's objects and references, and retain what `sizes` says.

OURO is the program under test (default build/release/ouro). OURO_NODE_MODULES: the folder that has npm's
heap-snapshot-toolkit (default: that of `make setup-consumers`)."""
import glob
import json
import os
import subprocess

from consumers import OURO, TOP, Folder, Tap, export, interrupted, missing

MODULES = os.environ.get("OURO_NODE_MODULES", os.path.join(TOP, "build", "consumers", "node_modules"))
TOOLKIT = os.path.join(MODULES, "heap-snapshot-toolkit", "index.js")
NODE_FIELDS = ["type", "name", "id", "self_size", "edge_count", "trace_node_id", "detachedness"]
EDGE_FIELDS = ["type", "name_or_index", "to_node"]

PROGRAMS = {
    "cycles": """
import gc, weakref
gc.disable()
class Node:
    def __init__(self, name):
        self.name = name
a, b = Node("a"), Node("b")
a.partner, b.partner = b, a
a.load = list(range(300, 340))
w = weakref.ref(b)

del a, b

c = Node("c")
c.self = c
d = {"one": c, ("t", 1): [c, c], 5: {c}}

del c
""",
    "garbage": """
import gc
gc.disable()
class N:
    pass
a = N()
a.x = [1000] * 50
g = N()
g.me = g
g.x = a.x
g.d = {"x": a.x, a: 1}
g.all = [a, (a.x, g)]
del g

del a
""",
    "calls": """
class Pile(list):
    __slots__ = ("top",)
def outer(n):
    kept = [n] * 3
    def inner():
        return kept
    return inner
def count(n):
    for i in range(n):
        yield [i, str(i)]
f = outer(1000)
p = Pile([1, "two", 3.5, None, b"x"])
p.top = p
g = count(3)

x = next(g)
def stop(n):
    kept = {"n": n}
    raise ValueError(kept)
try:
    stop(5000)
except ValueError as e:
    saved = e

text = "<&>\\u00fc\\U0001f600\\n" + "long" * 400
m = text.upper
""",
}


class Snapshot:
    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            data = json.load(f)
        self.data, meta = data, data["snapshot"]["meta"]
        width, nodes = len(meta["node_fields"]), data["nodes"]
        self.nodes = [dict(zip(meta["node_fields"], nodes[i:i + width])) for i in range(0, len(nodes), width)]
        at, edges = 0, data["edges"]
        for node in self.nodes:
            node["type"] = meta["node_types"][0][node["type"]]
            node["name"] = data["strings"][node["name"]]
            node["edges"] = []
            for _ in range(node["edge_count"]):
                kind, name, to = edges[at:at + 3]
                kind = meta["edge_types"][0][kind]
                name = name if kind in ("element", "hidden") else data["strings"][name]
                node["edges"].append((kind, name, self.nodes[to // width] if to % width == 0 else None))
                at += 3
        self.edges_left = len(edges) - at
        self.by_id = {node["id"]: node for node in self.nodes}

    def problems(self):
        head, meta = self.data["snapshot"], self.data["snapshot"]["meta"]
        if [meta["node_fields"], meta["edge_fields"]] != [NODE_FIELDS, EDGE_FIELDS]:
            return "other fields: %s" % meta
        if list(self.data) != ["snapshot", "nodes", "edges", "trace_function_infos", "trace_tree", "samples",
                               "locations", "strings"]:
            return "other sections: %s" % list(self.data)
        if head["node_count"] != len(self.nodes) or head["edge_count"] * 3 != len(self.data["edges"]) or self.edges_left:
            return "wrong counts: %s" % head
        if len(self.by_id) != len(self.nodes):
            return "an id is there twice"
        if len(set(self.data["strings"])) != len(self.data["strings"]):
            return "a string is there twice"
        if any(to is None for node in self.nodes for _, _, to in node["edges"]):
            return "an edge leads into the middle of a node"
        root = self.nodes[0]
        if [root["type"], root["name"]] != ["synthetic", "(root)"]:
            return "node 0 is %s" % root
        return ""


def records(path):
    lines = subprocess.run([OURO, "trace", "--json", path], stdin=subprocess.DEVNULL, capture_output=True,
                           text=True, timeout=60).stdout.splitlines()
    return {r["step"]: r for r in map(json.loads, lines) if "step" in r}


def references(snapshot, ids):
    """What is between objects that the trace lists: (from, to, weak)."""
    return sorted((i, to["id"], kind == "weak") for i in ids for kind, _, to in snapshot.by_id[i]["edges"]
                  if to["id"] in ids)


def test_step(tap, folder, path, name, step, record):
    out = folder.file("%s-%d.heapsnapshot" % (name, step))
    r = export(path, "-o", out, "--steps", str(step))
    name = "%s, step %d" % (name, step)
    if not tap.ok(r.returncode == 0 and not r.stderr, name + ": it is written", r.stderr):
        return
    snapshot = Snapshot(out)
    says = snapshot.problems()
    if not tap.ok(not says, name + ": it has the form", says):
        return
    listed = {o["id"]: o for o in record["objects"]}
    sizes = {i: snapshot.by_id.get(i, {}).get("self_size") for i in listed}
    tap.ok(sizes == {i: o["size"] for i, o in listed.items()}, name + ": it has the trace's objects and sizes",
           [(i, sizes[i], o["size"]) for i, o in listed.items() if sizes[i] != o["size"]])
    lost = {node["id"] for node in test_lost(tap, snapshot, name)}
    told = sorted((i, to, strength == "weak" or (i in lost and to not in lost)) for i, o in listed.items()
                  for _, to, strength in o["refs"] if isinstance(to, int))
    # An instance tells its class, and a namespace its keys, which the trace counts in `internal`.
    here = [edge for edge in references(snapshot, set(listed)) if edge in told]
    lacking = list(told)
    for edge in here:
        if edge in lacking:
            lacking.remove(edge)
    tap.ok(not lacking, name + ": and its references", lacking)
    module = next(node for node in snapshot.nodes if node["name"] == "<module>" and node["type"] == "synthetic")
    names = {name: to["id"] for kind, name, to in module["edges"] if kind == "property"}
    wanted = {n: v for n, v in record["frames"][0]["locals"].items() if isinstance(v, int)}
    tap.ok(all(names.get(n) == v for n, v in wanted.items()), name + ": the names are the module's", (names, wanted))
    test_retained(tap, path, name, step, out, bool(listed))


def test_lost(tap, snapshot, name):
    """What only "(unreachable)" leads to keeps nothing alive that a name or the interpreter does."""
    living, todo = set(), [node for _, _, node in snapshot.nodes[0]["edges"] if node["name"] != "(unreachable)"]
    while todo:
        node = todo.pop()
        if node["id"] not in living:
            living.add(node["id"])
            todo.extend(to for kind, _, to in node["edges"] if kind != "weak")
    lost = [node for node in snapshot.nodes[1:] if node["id"] not in living and node["name"] != "(unreachable)"]
    holding = [(node["name"], label, to["name"]) for node in lost for kind, label, to in node["edges"]
               if kind != "weak" and to["id"] in living]
    tap.ok(not holding, name + ": garbage keeps only garbage alive", holding)
    return lost


def test_retained(tap, path, name, step, out, any_objects):
    if missing("node") or not os.path.exists(TOOLKIT):
        tap.skip(name + ": what it retains", "no node, or no heap-snapshot-toolkit in " + MODULES)
        return
    r = subprocess.run(["node", os.path.join(TOP, "tests", "consumers", "retained.mjs"), TOOLKIT, out],
                       stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    read = {row[0]: row for row in map(json.loads, r.stdout.strip().split("\n"))}
    report = subprocess.run([OURO, "report", "sizes", path, "--at", str(step), "--json"], stdin=subprocess.DEVNULL,
                            capture_output=True, text=True, timeout=60).stdout
    rows = json.loads(report)["rows"]
    differing = [(row["id"], row["type"], row["retained"], read.get(row["id"], [None] * 5)[4]) for row in rows
                 if read.get(row["id"], [None] * 5)[3:5] != [row["shallow"], row["retained"]]]
    tap.ok(bool(rows) == any_objects and not differing, name + ": heap-snapshot-toolkit finds what `sizes` says is retained",
           "%s\n%s" % (differing[:8], r.stderr))


def test_details(tap, folder):
    snapshot = Snapshot(folder.file("cycles-2.heapsnapshot"))
    lost = next(node for node in snapshot.nodes if node["name"] == "(unreachable)")
    nodes = {node["id"]: node for _, _, node in lost["edges"]}
    tap.ok(sorted(node["name"] for node in nodes.values()) == ["Node", "Node"], "the unreachable have a holder",
           [node["name"] for node in nodes.values()])
    weak = [(node["name"], to["name"]) for node in snapshot.nodes for kind, _, to in node["edges"] if kind == "weak"]
    tap.ok(("weakref.ReferenceType", "Node") in weak, "a weak reference is a weak edge", weak)
    snapshot = Snapshot(folder.file("cycles-4.heapsnapshot"))
    entries = next([(kind, name) for kind, name, _ in node["edges"]] for node in snapshot.nodes
                   if node["name"] == "dict" and ("property", "one") in [edge[:2] for edge in node["edges"]])
    tap.ok({("property", "('t', 1)"), ("internal", "key ('t', 1)"), ("property", "5")} <= set(entries),
           "the keys of a dict are its properties", entries)
    snapshot = Snapshot(folder.file("garbage-1.heapsnapshot"))
    weak = {label for node in snapshot.nodes for kind, label, _ in node["edges"] if kind == "weak"}
    tap.ok({"x", "key <N>", "'x'", "[0]"} <= weak, "what garbage refers to besides is weak, under its own label", weak)
    snapshot = Snapshot(folder.file("calls-3.heapsnapshot"))
    kinds = {(node["name"], node["type"]) for node in snapshot.nodes}
    wanted = {"list": "array", "tuple": "array", "inner": "closure", "3.5": "number", "two": "string", "None": "hidden",
              "Pile": "object", "generator": "object", "<class Pile>": "object", "<code inner>": "code"}
    tap.ok(set(wanted.items()) <= kinds, "each kind of object has its type", set(wanted.items()) - kinds)
    long = [node["name"] for node in snapshot.nodes if node["name"].startswith("<&>\u00fc\U0001f600\n")]
    tap.ok(long and 900 < len(long[0].encode()) <= 1000, "a text is its characters, the first thousand bytes", long)


def test_form(tap, folder):
    path = folder.file("cycles.py")
    r = export(path, "-o", folder.file("last.heapsnapshot"))
    with open(folder.file("last.heapsnapshot"), "rb") as last, open(folder.file("cycles-4.heapsnapshot"), "rb") as four:
        tap.ok(r.returncode == 0 and last.read() == four.read(), "the last step, if none is said", r.stderr)
    r = export(path, "-o", folder.file("two.heapsnapshot"), "--steps", "1-2")
    tap.ok(r.returncode == 2 and "one heapsnapshot file is one step" in r.stderr, "one file is one step", r.stderr)
    r = export(path, "-o", folder.file("two.heapsnapshot"), "--size", "10x10")
    tap.ok(r.returncode == 2 and "--size: only for pictures" in r.stderr, "it has no size", r.stderr)
    tap.ok(not os.path.exists(folder.file("two.heapsnapshot")), "... and then nothing is written")
    r = export(path, "-o", folder.file("last.heapsnapshot"))
    tap.ok(r.returncode == 3 and "is there already" in r.stderr, "a file in the way", r.stderr)


def main():
    tap = Tap()
    with Folder() as folder:
        for name, text in sorted(PROGRAMS.items()):
            path = folder.script(name + ".py", text)
            for step, record in records(path).items():
                if step not in (0, "exit"):
                    test_step(tap, folder, path, name, step, record)
        for lesson in sorted(glob.glob(os.path.join(TOP, "scenarios", "*", "*.*"))):
            steps = records(lesson)
            middle = len(steps) // 2
            test_step(tap, folder, lesson, os.path.basename(lesson), middle, steps[middle])
        test_details(tap, folder)
        test_form(tap, folder)
        interrupted(tap, folder, "heapsnapshot")
    tap.end()


if __name__ == "__main__":
    main()
