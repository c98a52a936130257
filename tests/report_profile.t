#!/usr/bin/env python3
"""The report `profile`: lines run as often as CPython tells a trace function, bytes are the trace's.

OURO is the program under test (default build/release/ouro). The CPython is that of tests/oracle."""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
import cpython
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))

# What a trace function is told of each line, in CPython itself.
TRACER = """
import collections, contextlib, io, json, sys
path = sys.argv[1]
with open(path) as f:
    code = compile(f.read(), path, "exec")
lines = collections.Counter()
def tracer(frame, event, arg):
    if frame.f_code.co_filename != path:
        return None
    if event == "line":
        lines[frame.f_lineno] += 1
    return tracer
with contextlib.redirect_stdout(io.StringIO()):
    sys.settrace(tracer)
    try:
        exec(code, {"__name__": "__main__"})
    except Exception:
        pass
    sys.settrace(None)
print(json.dumps(sorted(lines.items())))
"""

PROGRAMS = {
    "loops": """
total = 0
for i in range(5):
    total += i
else:
    total = [total]

while total:
    total.pop()
for i in range(3): total.append(i)
squares = [i * i for i in range(4)]
pairs = {i:
         str(i)
         for i in range(3)}
""",
    "calls": """
def leaf(n): return [n]
def tree(n):
    if n == 0:
        return None
    left = tree(n - 1)
    right = tree(n - 1)
    return (left, right)
grown = tree(4)

found = [
    leaf(1),
    leaf(2),
]
class Box:
    size = 1
    def __init__(self, n):
        self.items = list(range(n))
    def total(self):
        return sum(self.items)

boxes = [Box(n) for n in range(6)]
answer = sum(box.total() for box in boxes)
""",
    "generators": """
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
def twice(n):
    yield from count(n)
    for x in count(n): yield x
kept = list(twice(3))

for x in count(2):
    kept.append(x)
first = next(x for x in kept if x > 1)
""",
    "exceptions": """
class Wrong(Exception):
    pass
def fail(n):
    try:
        if n:
            fail(n - 1)
        else:
            raise Wrong(n)
    finally:
        n = None
for n in range(3):
    try:
        fail(n)
    except Wrong as e:
        kept = str(e)

with open("x.txt", "w") as f:
    f.write("1")
try:
    [].pop()
except IndexError:
    pass
""",
    "deaths": """
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        seen.append(self.name)
seen = []
a = Node("a")
b = Node("b")

a.other = b
del b
del a
a = Node("c")
a = None
""",
}
# What CPython 3.13.0 told of them, line:times; asked again where there is one.
TOLD = {
    "calls": "2:3 3:1 4:31 5:16 6:15 7:15 8:15 9:1 11:1 12:1 13:1 15:2 16:1 17:1 18:6 19:1 20:6 22:7 "
         "23:8",
    "deaths": "2:2 3:1 4:3 5:1 6:3 7:1 8:1 9:1 11:1 12:1 13:1 14:1 15:1",
    "exceptions": "2:2 3:1 4:1 5:6 6:6 7:3 9:3 11:6 12:4 13:3 14:3 15:3 16:3 18:2 19:1 20:1 21:1 22:1 23:1",
    "generators": "2:1 3:3 4:11 5:8 6:8 7:1 8:1 9:4 10:1 12:3 13:2 14:4",
    "loops": "2:1 3:6 4:5 6:1 8:2 9:1 10:4 11:5 12:8 13:3 14:5",
}
SHIPPED = ("oracle/programs/dicts/growth.py", "oracle/programs/sizes/lists.py",
           "oracle/programs/weakrefs/weak_value_dictionary.py", "oracle/programs/finalizers/odd_finalizers.py")


def ouro(*arguments):
    return subprocess.run([OURO, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)


def profile(path, *arguments):
    return json.loads(ouro("report", "profile", path, "--json", *arguments).stdout)


def trace(path):
    records = [json.loads(line) for line in ouro("trace", "--json", path).stdout.splitlines()]
    return {r["step"]: r for r in records if "step" in r}


def told_by(python, path):
    r = subprocess.run([python, "-I", "-S", "-B", "-c", TRACER, path], stdin=subprocess.DEVNULL,
                       capture_output=True, text=True, timeout=60, cwd=os.path.dirname(path))
    return dict(json.loads(r.stdout)) if r.stdout else {}


def stored(name):
    return {int(line): int(times) for line, times in (entry.split(":") for entry in TOLD[name].split())}


def test_lines(tap, told, path, name):
    rows = {row["line"]: row["occurrences"] for row in profile(path)["rows"]}
    differing = [(line, told.get(line), rows.get(line)) for line in sorted({*told, *rows})
                 if told.get(line) != rows.get(line)]
    tap.ok(rows and not differing, name + ": every line runs as often as in CPython",
           "(line, CPython, here): %s" % differing)


def test_bytes(tap, path, name):
    steps = trace(path)
    last = max(step for step in steps if step != "exit")
    wrong = []
    for step in range(1, last + 1):
        report = profile(path, "--at", str(step))
        memory = [row["memory"] for row in report["rows"] if row["line"] <= steps[step]["last_line"]]
        in_use = steps[step]["heap"]["bytes"]
        if in_use not in memory or report["peak"]["bytes"] < max(memory):
            wrong.append((step, in_use, memory, report["peak"]))
    tap.ok(last > 0 and not wrong, name + ": after each step the bytes are the trace's", str(wrong))
    with open(path, encoding="utf-8") as f:
        source = f.read().split("\n")
    report = profile(path)
    tap.ok(all(row["code"] == source[row["line"] - 1] for row in report["rows"]), name + ": the code is the file's")
    module = compile("\n".join(source), path, "exec")
    of_module = {line for _, _, line in module.co_lines()}
    bodies = [{line for _, _, line in code.co_lines()} for code in module.co_consts if hasattr(code, "co_lines")]
    if all(len(lines) > 1 for lines in bodies):  # no line is the module's and a function's
        top = sum(row["increment"] for row in report["rows"] if row["line"] in of_module)
        tap.ok(top == steps[last]["heap"]["bytes"], name + ": the module's lines add up",
               "%d, not %s" % (top, steps[last]["heap"]))
    born = sum(len(steps[step]["born"]) for step in steps if step != "exit")
    died = sum(len(steps[step]["died"]) for step in steps if step != "exit")
    tap.ok([sum(row["born"] for row in report["rows"]), sum(row["died"] for row in report["rows"])] == [born, died],
           name + ": births and deaths are the trace's", (born, died))


def test_function(tap, folder):
    path = os.path.join(folder, "calls.py")
    rows = profile(path, "tree")["rows"]
    tap.ok([row["line"] for row in rows] == [4, 5, 6, 7, 8] and rows[0]["occurrences"] == 31,
           "a function has its lines alone", str(rows))
    everything = {row["line"]: row for row in profile(path)["rows"]}
    tap.ok(rows[0] == everything[4], "... with the same figures", (rows[0], everything[4]))
    tap.ok(rows[2]["increment"] > 0 and sum(r["increment"] for r in rows) < 3 * everything[9]["increment"],
           "what recursion adds is told once for each line", rows)
    method = profile(path, "Box.total")["rows"]
    tap.ok([row["line"] for row in method] == [20] and method[0]["occurrences"] == 6, "a method by its qualname", method)
    r = ouro("report", "profile", path, "three")
    tap.ok(r.returncode == 2 and not r.stdout and "the script has no function 'three'" in r.stderr,
           "a function that is not there", r.stderr)
    r = ouro("report", "profile", path, "tree", "--dot")
    tap.ok(r.returncode == 2 and "is no graph" in r.stderr, "a profile is no graph", r.stderr)


def test_text(tap, folder):
    for name in sorted(PROGRAMS):
        text = ouro("report", "profile", os.path.join(folder, name + ".py")).stdout
        lines = text.split("\n")
        tap.ok(text and all(len(line) <= 80 and not line.endswith(" ") for line in lines),
               name + ": the table fits 80 columns", text)
        tap.ok(sum(line.startswith("Peak: ") for line in lines) == 1, name + ": it tells the peak", text)
    path = os.path.join(folder, "later.py")
    with open(path, "w", encoding="utf-8") as f:
        f.write("a = [1]\n\nb = [a, a]\n\nc = [b, b]\ndel c\n")
    rows = profile(path, "--from", "1", "--at", "2")["rows"]
    tap.ok([row["line"] for row in rows] == [3] and rows[0]["increment"] > 0, "--from and --at take some steps", rows)
    large = os.path.join(folder, "large.py")
    with open(large, "w", encoding="utf-8") as f:
        f.write("a = [0] * 100000\nb = a.copy()\ndel a, b\n")
    report = profile(large)
    tap.ok([row["large_bytes"] for row in report["rows"]] == [800000, 1600000, 0]
           and report["large_peak"]["bytes"] == 1600000 and report["large_peak"]["line"] == 2
           and max(row["memory"] for row in report["rows"]) < 1000,
           "large blocks stand beside pymalloc's", report)
    tap.ok(" large " in ouro("report", "profile", large).stdout, "... also as text")


def test_timeline(tap, folder):
    path = os.path.join(folder, "calls.py")
    text = ouro("report", "profile", path, "--timeline").stdout
    tap.ok(text and all(len(line) <= 80 and not line.endswith(" ") for line in text.split("\n")),
           "the timeline fits 80 columns", text)
    report = json.loads(ouro("report", "profile", path, "--timeline", "--json").stdout)
    rows, table = report["rows"], profile(path)
    tap.ok(max(row["bytes"] for row in rows) == report["peak"]["bytes"] and report["peak"] == table["peak"],
           "its highest place is the peak", report)
    tap.ok([row["execution"] for row in rows] == list(range(sum(row["occurrences"] for row in table["rows"]))),
           "a short run has a place for every line that runs", rows)
    last = {row["step"]: row["bytes"] for row in rows}
    steps = trace(path)
    tap.ok(sorted(last) == [1, 2, 3] and all(last[step] >= steps[step]["heap"]["bytes"] for step in last),
           "each place knows its step", (last, rows))
    tap.ok(text.count("\u25bc") == 1 and "Peak: " in text and "step  1" in text, "as text the peak is marked", text)
    long = os.path.join(folder, "long.py")
    with open(long, "w", encoding="utf-8") as f:
        f.write("kept = []\n\nfor i in range(3000):\n    kept.append(i)\n\nkept.clear()\n")
    report = json.loads(ouro("report", "profile", long, "--timeline", "--json").stdout)
    tap.ok(512 <= len(report["rows"]) <= 1024 and max(row["bytes"] for row in report["rows"]) == report["peak"]["bytes"],
           "a long run has fewer places, and the same peak", (len(report["rows"]), report["peak"]))
    tap.ok("executions of lines; a column shows the most of its time" in ouro("report", "profile", long, "--timeline").stdout,
           "... which the text says")


def test_pictures(tap, folder):
    path, empty = os.path.join(folder, "calls.py"), os.path.join(folder, "empty.py")
    with open(empty, "w", encoding="utf-8") as f:
        f.write("# Nothing runs.\n")
    for name, start in (("t.png", b"\x89PNG\r\n"), ("t.svg", b"<svg"), ("empty.svg", b"<svg")):
        out = os.path.join(folder, name)
        r = ouro("report", "profile", empty if name.startswith("empty") else path, "-o", out)
        with open(out, "rb") as f:
            data = f.read()
        tap.ok(r.returncode == 0 and not r.stdout and not r.stderr and data.startswith(start), name + " is drawn", r.stderr)
        r = ouro("report", "profile", path, "-o", out)
        tap.ok(r.returncode == 3 and "is there already" in r.stderr, name + ": it is not replaced", r.stderr)
        again = ouro("report", "profile", empty if name.startswith("empty") else path, "-o", out, "--force")
        with open(out, "rb") as f:
            tap.ok(again.returncode == 0 and f.read() == data, name + ": the same bytes with --force", again.stderr)
    with open(os.path.join(folder, "t.svg"), encoding="utf-8") as f:
        svg = f.read().replace("\u2009", ",")
    peak = profile(path)["peak"]
    words = "peak {:,} bytes: step {}, line {}".format(peak["bytes"], peak["step"], peak["line"])
    tap.ok(words in svg and ">calls.py<" in svg, "the picture tells the peak", words)
    drawn = os.path.join(folder, "looks.svg")
    r = ouro("report", "profile", path, "-o", drawn, "--size", "1024x768", "--theme", "dark")
    with open(drawn, encoding="utf-8") as f:
        head = f.read(2000)
    tap.ok(r.returncode == 0 and 'viewBox="0 0 1024 768"' in head and '"#10151f"' in head,
           "it has the size and the theme that it is given", r.stderr + head)
    places = [float(x) for x in re.findall(r'<(?:text|rect) x="([-0-9.]+)"', head)]
    tap.ok(places and min(places) >= 0 and max(places) <= 1024, "nothing of it stands outside", places)
    refused = ((["profile", path, "tree", "--timeline"], "takes no name"),
               (["types", path, "--timeline"], "is not over time: it has no --timeline"),
               (["types", path, "-o", "x.png"], "is not over time: it has no -o"),
               (["profile", path, "-o", "x.gif"], "is drawn as .png or .svg"),
               (["profile", path, "-o", "x.png", "--theme", "blue"], "--theme blue"),
               (["profile", path, "-o", "x.png", "--size", "0x4"], "--size 0x4"),
               (["profile", path, "--size", "64x64"], "--size is for a file"),
               (["types", path, "--theme", "dark"], "--theme is for a file"),
               (["profile", path, "-o", "x.png", "--json"], "which is no --json"),
               (["profile", path, "--force"], "add -o OUT"))
    for arguments, says in refused:
        r = ouro("report", *arguments)
        tap.ok(r.returncode == 2 and not r.stdout and says in r.stderr, "refused: " + " ".join(arguments[2:]), r.stderr)


def main():
    tap = Tap()
    python, version = cpython.find()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sorted(PROGRAMS.items()):
            path = os.path.join(folder, name + ".py")
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            test_lines(tap, stored(name), path, name)
            if python:
                tap.ok(told_by(python, path) == stored(name), name + ": so CPython tells them now", version)
            test_bytes(tap, path, name)
        for path in SHIPPED if python else ():
            shipped = os.path.join(TOP, "tests", path)
            test_lines(tap, told_by(python, shipped), shipped, os.path.basename(path))
        if not python:
            tap.skip("lines run as often as in CPython", version)
        test_function(tap, folder)
        test_text(tap, folder)
        test_timeline(tap, folder)
        test_pictures(tap, folder)
    tap.end()


if __name__ == "__main__":
    main()
