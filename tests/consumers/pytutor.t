#!/usr/bin/env python3
"""Traces for Python Tutor have the shape that its front ends read, and say what the run says.

The shape is that of OnlinePythonTutor v5: docs/opt-trace-format.md, pg_logger.py, pg_encoder.py.
OURO is the program under test (default build/release/ouro). The CPython is that of tests/oracle."""
import glob
import json
import os
import re
import subprocess
import time

from consumers import OURO, TOP, Folder, Tap, export, interrupted
import cpython

# --- The shape ---------------------------------------------------------------------------------------

EVENTS = {"step_line", "call", "return", "exception", "uncaught_exception", "instruction_limit_reached"}
ENTRY = {"line": int, "event": str, "func_name": str, "globals": dict, "ordered_globals": list,
         "stack_to_render": list, "heap": dict, "stdout": str}
FRAME = {"func_name": str, "encoded_locals": dict, "ordered_varnames": list, "frame_id": int,
         "is_highlighted": bool, "is_parent": bool, "is_zombie": bool, "parent_frame_id_list": list,
         "unique_hash": str}
SPECIAL = re.compile(r"^(NaN|-?Infinity|-?\d+\.0|-?\d+(\.\d+)?e[+-]\d+)$")


class Bad(Exception):
    pass


def demand(holds, *says):
    if not holds:
        raise Bad(" ".join(str(word) for word in says))


def fields(thing, shape, what, optional=()):
    demand(isinstance(thing, dict), what, "is no object:", thing)
    demand(set(shape) <= set(thing) <= set(shape) | set(optional), what, "has the keys", sorted(thing))
    for key, kind in shape.items():
        demand(type(thing[key]) is kind, what, "has a", key, "that is", repr(thing[key]))


def check_value(value, heap):
    if value is None or isinstance(value, (bool, int, str, float)):
        demand(not isinstance(value, float) or value != int(value), "a float that looks like an int:", value)
        return
    demand(isinstance(value, list) and len(value) == 2, "no value:", value)
    if value[0] == "SPECIAL_FLOAT":
        demand(isinstance(value[1], str) and SPECIAL.match(value[1]), "no special float:", value)
        return
    demand(value[0] == "REF" and type(value[1]) is int, "no reference:", value)
    demand(str(value[1]) in heap, "a reference to what is not in the heap:", value)


def check_pairs(pairs, heap):
    for entry in pairs:
        demand(isinstance(entry, list) and len(entry) == 2, "no pair:", entry)
        check_value(entry[0], heap)
        check_value(entry[1], heap)


def check_function(rest, heap, frames):
    demand(2 <= len(rest) <= 3 and isinstance(rest[0], str), "no function:", rest)
    demand(rest[1] is None or rest[1] in frames, "a function of a frame that is not there:", rest)
    for entry in rest[2] if len(rest) == 3 else []:
        demand(len(entry) == 2 and isinstance(entry[0], str), "no default value:", entry)
        check_value(entry[1], heap)


def check_object(thing, heap, frames):
    demand(isinstance(thing, list) and thing and isinstance(thing[0], str), "no object:", thing)
    tag, rest = thing[0], thing[1:]
    if tag in ("LIST", "TUPLE", "SET"):
        for value in rest:
            check_value(value, heap)
    elif tag == "DICT":
        check_pairs(rest, heap)
    elif tag == "INSTANCE":
        demand(isinstance(rest[0], str), "an instance of no class:", thing)
        check_pairs(rest[1:], heap)
    elif tag == "INSTANCE_PPRINT":
        demand(isinstance(rest[0], str) and isinstance(rest[1], str), "no text:", thing)
        check_pairs(rest[2:], heap)
    elif tag == "CLASS":
        demand(isinstance(rest[0], str) and all(isinstance(base, str) for base in rest[1]), "no class:", thing)
        check_pairs(rest[2:], heap)
    elif tag == "FUNCTION":
        check_function(rest, heap, frames)
    else:
        demand(tag == "module" and len(rest) == 1 and isinstance(rest[0], str), "an unknown object:", thing)


def check_frame(frame, heap, frames):
    fields(frame, FRAME, "a frame")
    names = frame["ordered_varnames"]
    demand(len(set(names)) == len(names) and set(names) == set(frame["encoded_locals"]), "its names are", names)
    demand("__return__" not in names or names[-1] == "__return__", "the return value is not the last:", names)
    for value in frame["encoded_locals"].values():
        check_value(value, heap)
    demand(all(parent in frames or parent < frame["frame_id"] for parent in frame["parent_frame_id_list"]),
           "its parents are", frame["parent_frame_id_list"])
    marks = ("_p" if frame["is_parent"] else "") + ("_z" if frame["is_zombie"] else "")
    demand(frame["unique_hash"] == "%s_f%d%s" % (frame["func_name"], frame["frame_id"], marks), "its hash is",
           frame["unique_hash"])


def reachable(entry):
    """The ids that globals and frames lead to."""
    found, todo = set(), [entry["globals"], [frame["encoded_locals"] for frame in entry["stack_to_render"]]]
    while todo:
        thing = todo.pop()
        if isinstance(thing, dict):
            todo.extend(thing.values())
        elif isinstance(thing, list) and len(thing) == 2 and thing[0] == "REF" and type(thing[1]) is int:
            if str(thing[1]) not in found:
                found.add(str(thing[1]))
                todo.append(entry["heap"][str(thing[1])])
        elif isinstance(thing, list):
            todo.extend(thing)
    return found


def check_entry(entry):
    demand(entry.get("event") in EVENTS, "no event:", entry)
    if entry["event"] == "instruction_limit_reached":
        fields(entry, {"event": str, "exception_msg": str}, "the limit")
        return
    optional = ("exception_msg",) if entry["event"] == "exception" else ()
    fields(entry, ENTRY, "an entry", optional)
    demand(("exception_msg" in entry) == bool(optional), "an exception without words, or words without one")
    heap, frames = entry["heap"], [frame["frame_id"] for frame in entry["stack_to_render"]]
    demand(entry["ordered_globals"] == [n for n in entry["ordered_globals"] if n in entry["globals"]]
           and len(entry["ordered_globals"]) == len(entry["globals"]), "its names are", entry["ordered_globals"])
    demand(frames == sorted(set(frames)), "the frames are not in order:", frames)
    lit = [frame for frame in entry["stack_to_render"] if frame["is_highlighted"]]
    demand(len(lit) == (entry["func_name"] != "<module>"), "highlighted frames:", len(lit))
    for value in entry["globals"].values():
        check_value(value, heap)
    for frame in entry["stack_to_render"]:
        check_frame(frame, heap, frames)
    for key, thing in heap.items():
        demand(key.isdigit(), "no id:", key)
        check_object(thing, heap, frames)
    demand(reachable(entry) == set(heap), "nobody refers to", set(heap) - reachable(entry))


def shape_of(trace):
    """What is wrong with it, "" if nothing is."""
    try:
        fields(trace, {"code": str, "trace": list}, "the trace")
        for number, entry in enumerate(trace["trace"]):
            check_entry(entry)
            last = number == len(trace["trace"]) - 1
            demand(last or entry["event"] not in ("uncaught_exception", "instruction_limit_reached"), "it goes on")
    except Bad as e:
        return str(e)
    return ""


# --- What CPython tells a trace function ----------------------------------------------------------------

TRACER = """
import contextlib, io, json, sys
path = sys.argv[1]
with open(path) as f:
    text = f.read()
told, lines, output = [], text.split("\\n"), io.StringIO()
inside = []
def plain(value):
    return value if value is None or type(value) in (bool, int, str) else "..."
def tracer(frame, event, arg):
    if frame.f_code.co_filename != path:
        return None
    code = frame.f_code
    is_class = event == "call" and lines[code.co_firstlineno - 1].lstrip().startswith("class ")
    if is_class:
        inside.append(frame)
    if not inside and not (code.co_name == "<module>" and event == "call"):
        names = {k: plain(v) for k, v in frame.f_locals.items()
                 if code.co_name == "<module>" and not k.startswith("__") or k in code.co_varnames + code.co_cellvars and k[0] != "."}
        told.append([{"line": "step_line"}.get(event, event), code.co_name, frame.f_lineno, names, output.getvalue()])
    if event == "return" and inside and inside[-1] is frame:
        inside.pop()
    return tracer
with contextlib.redirect_stdout(output):
    compiled = compile(text, path, "exec")
    sys.settrace(tracer)
    try:
        exec(compiled, {"__name__": "__main__"})
    except Exception:
        pass
    sys.settrace(None)
if told[-1][:2] == ["return", "<module>"] and told[-2][0] == "exception":
    told.pop()
print(json.dumps(told))
"""

PROGRAMS = {
    "functions": """
def area(w, h=2, *more, scale=1, **rest):
    size = w * h
    return size * scale
total = 0
for i in range(3):
    total += area(i)
print(total)
f = lambda x: x + 1
print(f(total), area(1, 2, 3, scale=4, extra=5))
""",
    "closures": """
def counter(start):
    count = [start]
    def step(by=1):
        count[0] += by
        return count[0]
    return step
one = counter(10)
two = counter(20)
print(one(), one(), two(5))
def outer(a):
    def middle(b):
        def inner(c):
            return a + b + c
        return inner
    return middle
print(outer(1)(2)(3))
kept = outer("a")("b")
""",
    "shadows": """
def a():
    x = 1
    def k():
        return x
    def b():
        x = 2
        def c():
            return x
        return c
    return b(), k
f, k = a()
def mixed():
    x = "own"
    own = lambda: x
    return [own] + [lambda: x for x in (1, 2)]
all = mixed()
print(f(), k())
for each in all:
    print(each())
""",
    "classes": """
import weakref
class Shape:
    sides = 0
    def __init__(self, name):
        self.name = name
class Square(Shape):
    sides = 4
    __slots__ = ("size",)
    def __init__(self, size):
        super().__init__("square")
        self.size = size
class Pile(list):
    pass
s = Square(3)
s.other = Shape("other")
s.other.back = s
w = weakref.ref(s)
p = Pile([1, [s]])
d = {"s": s, (1, 2): [s], 3: None}
kept = {1, "two"}, frozenset((3,)), 0.5, 2.0, float("inf"), float("nan"), b"bytes", ..., range(3)
m = s.__init__
""",
    "generators": """
def numbers(n):
    for i in range(n):
        yield [i]
for x in numbers(2):
    print(x)
g = numbers(1)
print(next(g), sum(k for k in (1, 2)))
""",
    "exceptions": """
def fail(n):
    if n == 0:
        raise ValueError("no more")
    fail(n - 1)
try:
    fail(1)
except ValueError as e:
    print("caught", e)
def broken():
    try:
        return [][1]
    finally:
        print("finally")
broken()
""",
}


def entries_of(tap, folder, path, name, *more):
    out = folder.file("trace.json")
    r = export(path, "-o", out, "--format", "pytutor", "--force", *more)
    if not tap.ok(r.returncode in (0, 1), name + ": it is written", r.stderr):
        return None
    with open(out, encoding="utf-8") as f:
        trace = json.load(f)
    says = shape_of(trace)
    tap.ok(not says and trace["trace"], name + ": it has the shape", says)
    return trace


def plain(value, heap):
    if isinstance(value, list) and value[0] == "SPECIAL_FLOAT":
        return "..."
    return "..." if isinstance(value, (list, float)) else value


def frame_names(entry):
    """The names of the frame that runs, as the tracer in CPython sees them."""
    lit = [frame["encoded_locals"] for frame in entry["stack_to_render"] if frame["is_highlighted"]]
    names = lit[0] if lit else entry["globals"]
    return {k: plain(v, entry["heap"]) for k, v in names.items() if k != "__return__" and not k.startswith("__")}


def test_told(tap, python, path, trace, name):
    r = subprocess.run([python, "-I", "-S", "-B", "-c", TRACER, path], stdin=subprocess.DEVNULL,
                       capture_output=True, text=True, timeout=60)
    told = json.loads(r.stdout) if r.stdout else []
    here = [[e["event"], e["func_name"], e["line"], frame_names(e), e["stdout"]] for e in trace["trace"]]
    differing = [pair for pair in zip(told, here) if pair[0] != pair[1]]
    tap.ok(told and len(told) == len(here) and not differing, name + ": it tells what CPython tells",
           "%d and %d entries; %s %s" % (len(told), len(here), differing[:2], r.stderr))


# --- Against the run's own trace -----------------------------------------------------------------------------

def test_against_trace(tap, folder, path, trace, name):
    """At the end of a step the entry that follows knows the objects that the trace lists, under their ids."""
    lines = subprocess.run([OURO, "trace", "--json", path], stdin=subprocess.DEVNULL, capture_output=True,
                           text=True, timeout=60).stdout.splitlines()
    records = [r for r in map(json.loads, lines) if "step" in r]
    last = [r for r in records if r["step"] != "exit"][-1]
    end = trace["trace"][-1]
    names = {name: value for name, value in last["frames"][0]["locals"].items() if isinstance(value, int)}
    types = {o["id"]: o["type"] for o in last["objects"]}
    wrong = [(name, value, end["globals"].get(name)) for name, value in names.items()
             if isinstance(end["globals"].get(name), list) and end["globals"][name][0] == "REF"
             and end["globals"][name][1] != value]
    known = [name for name in names if isinstance(end["globals"].get(name), list)]
    instances = {key: thing[1] for key, thing in end["heap"].items() if thing[0] == "INSTANCE"}
    tap.ok(not wrong and known and all(types.get(int(key)) == cls for key, cls in instances.items()),
           name + ": its objects are the trace's", (wrong, instances, types))
    printed = "".join(r["output"] for r in records if r["step"] != "exit")
    tap.ok(end["stdout"] == printed, name + ": its output is the trace's", (end["stdout"], printed))


def test_details(tap, folder):
    trace = entries_of(tap, folder, folder.file("classes.py"), "classes again")
    end, heap = trace["trace"][-1], trace["trace"][-1]["heap"]

    def of(name):
        return heap[str(end["globals"][name][1])]
    tap.ok(of("w") == ["INSTANCE_PPRINT", "ReferenceType", "<weakref of <Square>>"], "a weak reference holds nothing",
           of("w"))
    tap.ok(of("s") == ["INSTANCE", "Square", ["name", "square"], ["other", of("s")[3][1]], ["size", 3]],
           "attributes in order, slots as well", of("s"))
    tap.ok(of("Square")[:3] == ["CLASS", "Square", ["Shape"]], "a class tells its bases", of("Square"))
    tap.ok(of("kept")[3:6] == [0.5, ["SPECIAL_FLOAT", "2.0"], ["SPECIAL_FLOAT", "Infinity"]], "special floats",
           of("kept"))
    tap.ok(of("weakref") == ["module", "weakref"], "a module is its name", of("weakref"))
    trace = entries_of(tap, folder, folder.file("closures.py"), "closures again")
    end, heap = trace["trace"][-1], trace["trace"][-1]["heap"]
    zombies = {f["frame_id"]: f for f in end["stack_to_render"]}
    counts = [f["encoded_locals"]["count"] for f in zombies.values() if f["func_name"] == "counter"]
    tap.ok([heap[str(v[1])] for v in counts] == [["LIST", 12], ["LIST", 25]] and of("one")[2] in zombies,
           "what closures keep stands in frames that have ended", zombies)
    kept = zombies[of("kept")[2]]
    tap.ok(kept["encoded_locals"] == {"b": "b"} and len(kept["parent_frame_id_list"]) == 1
           and zombies[kept["parent_frame_id_list"][0]]["encoded_locals"] == {"a": "a"},
           "... each variable in the frame that made it", zombies)
    trace = entries_of(tap, folder, folder.file("shadows.py"), "shadows again")
    ended = {f["func_name"]: f["encoded_locals"] for f in trace["trace"][-1]["stack_to_render"] if f["is_zombie"]}
    tap.ok(ended.get("a") == {"x": 1} and ended.get("b") == {"x": 2}, "a shadowed variable stands in its own call", ended)
    calls = [e for e in entries_of(tap, folder, folder.file("functions.py"), "functions again")["trace"]
             if e["event"] == "return"]
    values = [e["stack_to_render"][-1]["encoded_locals"]["__return__"] for e in calls if e["stack_to_render"]]
    tap.ok(values == [0, 2, 4, 7, 8], "returned values, small ones too", values)


def test_limits(tap, folder):
    long = folder.script("long.py", "i = 0\nwhile i < 5000:\n    i += 1\n")
    trace = entries_of(tap, folder, long, "a long run")["trace"]
    tap.ok(len(trace) == 1001 and trace[-1]["event"] == "instruction_limit_reached", "it ends after 1000 entries",
           (len(trace), trace[-1]))
    steps = folder.script("steps.py", "a = 1\n\nb = 2\n\nc = 3\n")
    trace = entries_of(tap, folder, steps, "one step", "--steps", "2")["trace"]
    tap.ok([e["line"] for e in trace] == [3] and trace[0]["globals"] == {"a": 1}, "--steps takes some", trace)
    r = export(steps, "-o", folder.file("x.json"), "--format", "pytutor", "--theme", "dark")
    tap.ok(r.returncode == 2 and "--theme: only for pictures, and pytutor is data" in r.stderr, "it has no looks",
           r.stderr)
    tap.ok(not os.path.exists(folder.file("x.json")), "... and then nothing is written")
    r = export(steps, "-o", "-", "--format", "pytutor")
    tap.ok(json.loads(r.stdout)["code"] == "a = 1\n\nb = 2\n\nc = 3\n", "standard output as well", r.stderr)


def test_long_runs(tap, folder):
    """What comes before the steps that are told costs no more than its events; an interrupt ends it."""
    path = folder.script("calls.py", "def f(x):\n    return x\nfor i in range(20000):\n    f(i)\n\na = f(1)\n")
    start = time.monotonic()
    trace = entries_of(tap, folder, path, "after many calls", "--steps", "2-2")["trace"]
    took = time.monotonic() - start
    tap.ok(took < 10 and [e["event"] for e in trace] == ["step_line", "call", "step_line", "return", "return"],
           "... it comes at once", "%.1f s, %s" % (took, trace))
    path = folder.script("closures.py", "def make(i):\n    return lambda: i\nall = [make(i) for i in range(4000)]\n"
                                        "\nf = all[-1]()\n")
    start = time.monotonic()
    trace = entries_of(tap, folder, path, "many closures", "--steps", "2-2")["trace"]
    took = time.monotonic() - start
    kept = [f["encoded_locals"] for f in trace[0]["stack_to_render"]]
    tap.ok(took < 20 and kept == [{"i": i} for i in range(4000)], "... each has its own", "%.1f s, %s" % (took, kept[:9]))
    interrupted(tap, folder, "pytutor")


def main():
    tap = Tap()
    python, version = cpython.find()
    with Folder() as folder:
        for name, text in sorted(PROGRAMS.items()):
            path = folder.script(name + ".py", text)
            trace = entries_of(tap, folder, path, name)
            if trace and python:
                test_told(tap, python, path, trace, name)
            if trace and name != "exceptions":
                test_against_trace(tap, folder, path, trace, name)
        if not python:
            tap.skip("it tells what CPython tells", version)
        for lesson in sorted(glob.glob(os.path.join(TOP, "scenarios", "*", "*.*"))):
            entries_of(tap, folder, lesson, os.path.basename(lesson))
        test_details(tap, folder)
        test_limits(tap, folder)
        test_long_runs(tap, folder)
    tap.end()


if __name__ == "__main__":
    main()
