#!/usr/bin/env python3
"""The commands from outside: output, messages, exit codes, help.

OURO is the program under test (default build/release/ouro)."""
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
COMMANDS = ["play", "run", "check", "trace", "report", "export", "list"]


class Bench:
    """A folder of small files, and a way to run the program in it."""

    def __init__(self, tap, folder):
        self.tap = tap
        self.folder = folder

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text if isinstance(text, str) else json.dumps(text))
        return name

    def run(self, *arguments, **more):
        return subprocess.run([OURO, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, **more)

    def expect(self, name, arguments, status, out=None, err=None, out_has=(), err_has=()):
        """`out`, `err`: exact; *_has: parts. A string alone is one part."""
        r = self.run(*arguments)
        wrong = []
        if r.returncode != status:
            wrong.append("exit status %d, expected %d" % (r.returncode, status))
        for what, got, whole, parts in (("stdout", r.stdout, out, out_has),
                                        ("stderr", r.stderr, err, err_has)):
            if whole is not None and got != whole:
                wrong.append("%s is %r, expected %r" % (what, got, whole))
            for part in [parts] if isinstance(parts, str) else parts:
                if part not in got:
                    wrong.append("%s lacks %r: %r" % (what, part, got))
        self.tap.ok(not wrong, name, "\n".join(wrong))
        return r


def test_help(b):
    b.expect("--help tells the commands", ["--help"], 0, err="",
             out_has=["usage: ouro ", *("ouro %s" % c for c in COMMANDS if c != "play"),
                      "Exit codes: 0 ok; 1 "])
    b.expect("-h is --help", ["-h"], 0, err="", out_has="usage: ouro ")
    b.expect("--version tells the version", ["--version"], 0, err="", out_has="ouro 0.")
    for command in COMMANDS:
        b.expect(command + " --help tells its options", [command, "--help"], 0, err="",
                 out_has=["usage: ouro", command, "--python V", "--max-events N", "--help",
                          "--version"])
        b.expect(command + " --version tells the version", [command, "--version"], 0, err="",
                 out_has="ouro 0.")


def test_usage(b):
    b.write("ok.py", "x = 1\n")
    b.expect("a wrong command is told with the nearest", ["chek", "ok.py"], 2, out="",
             err="ouro: error: no command and no file is called 'chek', did you mean 'check'?\n"
                 "Try 'ouro --help'.\n")
    b.expect("a word that is no command", ["frobnicate"], 2, out="",
             err="ouro: error: no command and no file is called 'frobnicate'\nTry 'ouro --help'.\n")
    for command in ("run", "check", "trace"):
        b.expect(command + " needs a file", [command], 2, out="",
                 err="ouro %s: error: no file is given\nTry 'ouro %s --help'.\n"
                     % (command, command))
        b.expect(command + ": a wrong option is told with the nearest",
                 [command, "ok.py", "--pyhton", "3.12"], 2, out="",
                 err_has="ouro %s: error: unknown option '--pyhton', did you mean '--python'?\n"
                         % command)
        b.expect(command + ": a value is missing", [command, "ok.py", "--python"], 2, out="",
                 err_has="option '--python' needs a value: --python V")
        b.expect(command + ": a number that is none", [command, "ok.py", "--max-events", "x"], 2,
                 out="", err_has="option '--max-events' needs a positive whole number, not 'x'")
        b.expect(command + ": a Python that is not known", [command, "ok.py", "--python", "2.7"], 2,
                 out="", err_has="2.7")
        b.expect(command + ": no such file", [command, "nowhere.py"], 3, out="",
                 err="nowhere.py: error: No such file or directory\n")
    for command in ("run", "trace"):
        b.expect(command + " takes one file", [command, "ok.py", "ok.py"], 2, out="",
                 err_has="one argument too many: 'ok.py'")
    b.expect("list takes no file", ["list", "ok.py"], 2, out="",
             err_has="one argument too many: 'ok.py'")
    b.expect("a file of another kind", ["run", b.write("x.txt", "x = 1\n")], 2, out="",
             err_has="x.txt: error: ")
    b.write("--json", "")
    b.expect("-- ends the options", ["trace", "--", "--json"], 2, out="", err_has="--json: error: ")


def test_run(b):
    b.write("hello.py", 'print("hello")\nprint("wörld", end="")\n')
    b.expect("run prints what the program prints", ["run", "hello.py"], 0, out="hello\nwörld",
             err="")
    b.expect("options may stand before the file", ["run", "--python", "3.13", "hello.py"], 0,
             out="hello\nwörld", err="")
    b.expect("--python=V", ["run", "hello.py", "--python=3.13"], 0, out="hello\nwörld", err="")
    b.write("raises.py", 'print("before")\ndef f(x):\n    return 1 / x\n\nf(0)\n')
    b.expect("an uncaught exception is status 1 and a traceback", ["run", "raises.py"], 1,
             out="before\n",
             err_has=["Traceback (most recent call last):\n", 'line 5, in <module>\n',
                      "line 3, in f\n", "    return 1 / x\n", "ZeroDivisionError: division by zero\n"])
    b.write("chain.py", 'class E(Exception):\n    def __str__(self):\n        print("str", self.args)\n        return self.args[0]\n'
            'try:\n    try:\n        raise E("a")\n    except E as a:\n        a.__context__ = E("z")\n        raise E("b")\n'
            'except E as b:\n    raise KeyError("c") from b\n')
    b.expect("what led to an uncaught exception is printed before it, asked for after it", ["run", "chain.py"], 1,
             out="str ('b',)\nstr ('a',)\nstr ('z',)\n",
             err_has=["E: z\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback",
                      'line 7, in <module>\n    raise E("a")\nE: a\n\nDuring', 'raise E("b")\nE: b\n\nThe above exception was the '
                      'direct cause of the following exception:\n\nTraceback', "KeyError: 'c'\n"])
    b.write("notes.py", 'class Late:\n    def __str__(self):\n        e.__notes__.clear()\n        return "late"\n'
            'class Bad:\n    def __str__(self):\n        1 / 0\n    __repr__ = __str__\n'
            'try:\n    first = ValueError("first")\n    first.__notes__ = Bad()\n    raise first\n'
            'except ValueError:\n    e = KeyError("last")\n    e.add_note("one\\ntwo")\n    e.add_note("")\n'
            '    e.__notes__ += [Bad(), Late(), 4]\n    raise e\n')
    b.expect("notes stand after the last line, asked one by one", ["run", "notes.py"], 1, out="",
             err_has=["ValueError: first\n<__notes__ repr() failed>\n\nDuring",
                      "KeyError: 'last'\none\ntwo\n\n<note str() failed>\nlate\n"])
    b.write("raised.json", '{"title": "t", "steps": [{"do": ["e = KeyError(1)", "e.add_note(\'n\')", "raise e"], '
            '"expect": {"raises": "KeyError: 1"}}]}')
    b.expect("and are no part of it", ["check", "raised.json"], 0, err="")
    for code, status in (("sys.exit(3)", 3), ("sys.exit()", 0), ("sys.exit(0)", 0),
                         ("raise SystemExit(7)", 7)):
        b.write("exit.py", "import sys\nprint(1)\n%s\nprint(2)\n" % code)
        b.expect(code + " is the exit status", ["run", "exit.py"], status, out="1\n", err="")
    for raised, status in (("KeyboardInterrupt", -signal.SIGINT), ("KeyboardInterrupt(2)", -signal.SIGINT), ("Heir", 1),
                           ("GeneratorExit", 1)):
        b.write("exit.py", "class Heir(KeyboardInterrupt):\n    pass\nprint(1)\nraise %s\n" % raised)
        b.expect("an uncaught %s makes the exit status %d, as python's" % (raised, status), ["run", "exit.py"], status, out="1\n",
                 err_has=raised.replace("(", ": ").rstrip(")"))
    stream = ("import sys\nclass Stream:\n    def write(self, text):\n        pass\n"
              "sys.stdout = Stream()\n%s\n")
    for end, status in (("", 120), ("sys.exit(3)", 120), ("1 / 0", 120), ("raise KeyboardInterrupt", -signal.SIGINT)):
        b.write("exit.py", stream % end)
        b.expect("a stream that cannot be flushed at the end: %r, exit status %d" % (end, status), ["run", "exit.py"], status,
                 out="", err_has=["Exception ignored on flushing sys.stdout:\n",
                                  "AttributeError: 'Stream' object has no attribute 'flush'\n"])
    b.write("exit.py", 'import sys\nsys.exit("no")\n')
    b.expect("sys.exit with a text prints it", ["run", "exit.py"], 1, out="", err="no\n")
    b.write("bad.py", "x = 1\ny = = 2\n")
    b.expect("bad Python has its place", ["run", "bad.py"], 2, out="",
             err_has=["bad.py:2:5: error: ", "    y = = 2\n        ^\n"])
    b.write("match.py", "match x:\n    case 1:\n        pass\n")
    b.expect("what is not supported is refused by name", ["run", "match.py"], 2, out="",
             err_has="match.py:1:1: error: 'match' is not supported\n")
    b.write("loop.py", "while True:\n    pass\n")
    b.expect("a run has an end", ["run", "loop.py", "--max-instructions", "10_000"], 1, out="",
             err_has=["loop.py:", "error: more than 10,000 instructions"])
    b.expect("a scenario whose last step raises is still status 1 for run",
             ["run", b.write("r.json", {"title": "T", "steps": [
                 {"do": "1 / 0", "expect": {"raises": "ZeroDivisionError: division by zero"}}]})],
             1, err_has="ZeroDivisionError: division by zero\n")


def test_full_disk(b):
    b.write("long.py", 'for i in range(30000):\n    print("line", i)\n')
    if not os.path.exists("/dev/full"):
        b.tap.skip("a full disk is status 3", "no /dev/full")
        return
    for arguments in (["run", "long.py"], ["trace", "long.py", "--json", "--step", "0"]):
        with open("/dev/full", "w") as full:
            r = subprocess.run([OURO, *arguments], cwd=b.folder, stdout=full,
                               stderr=subprocess.PIPE, text=True, timeout=60)
        b.tap.ok(r.returncode == 3 and "No space left on device" in r.stderr,
                 arguments[0] + " into a full disk is status 3", "%d %r" % (r.returncode, r.stderr))


NODE = ["class Node:", "    pass"]


def test_check(b):
    good = {"title": "T", "setup": NODE, "steps": [
        {"do": "a = Node()", "expect": {"refcount": {"a": 1}, "alive": 1}},
        {"do": "del a", "expect": {"died": 1, "alive": {"Node": 0}, "output": ""}}]}
    b.write("d/good.json", good)
    b.expect("check says ok", ["check", "d/good.json"], 0, err="",
             out="ok d/good.json (2 steps, 5 expectations)\n")
    b.write("d/e/one.py", '"""T."""\nx = 1\nassert x == 1\n')
    b.expect("of a .py the asserts are expectations", ["check", "d/e/one.py"], 0, err="",
             out="ok d/e/one.py (1 step, 1 expectation)\n")
    b.write("d/README.md", "no scenario")
    b.expect("a folder is all that is in it, sorted", ["check", "d"], 0, err="",
             out="ok d/e/one.py (1 step, 1 expectation)\n"
                 "ok d/good.json (2 steps, 5 expectations)\n")
    b.write("wrong.json", '{"title": "T",\n "steps": [\n  {"do": "a = []"},\n'
                          '  {"do": "b = a",\n   "expect": {"refcount": {"a": 3}}}]}\n')
    b.expect("a failing expectation has its place", ["check", "wrong.json"], 1, out="",
             err_has=["wrong.json:5:", ": error: step 2: refcount of a: expected 3, got 2\n",
                      '    "expect": {"refcount": {"a": 3}}}]}\n', "^\n"])
    b.write("name.json", {"title": "T", "steps": [{"do": "a = 1", "expect": {"refcount": {"b": 1}}}]})
    b.expect("a name that is not there fails the expectation", ["check", "name.json"], 1, out="",
             err_has="error: step 1: refcount of b: there is no name 'b'\n")
    b.write("invalid.json", '{"title": "T", "stpes": []}')
    b.expect("an invalid file is status 2", ["check", "invalid.json"], 2, out="",
             err_has=["invalid.json:1:", "stpes", 'did you mean "steps"?'])
    b.write("assert.py", "x = 1\nassert x == 2\n")
    b.expect("a failing assert is an uncaught exception", ["check", "assert.py"], 1, out="",
             err_has=["assert.py:2:1: error: step 1: AssertionError\n", "    assert x == 2\n    ^\n"])
    b.expect("all files are checked; 2 is worse than 1",
             ["check", "invalid.json", "wrong.json", "d/good.json"], 2,
             out="ok d/good.json (2 steps, 5 expectations)\n", err_has=["wrong.json:5:", "invalid.json:1:"])
    b.expect("3 is the worst", ["check", "nowhere.py", "invalid.json", "wrong.json"], 3,
             err_has=["nowhere.py: error: No such file or directory\n", "wrong.json:5:"])
    os.mkdir(os.path.join(b.folder, "empty"))
    b.expect("a folder without scenarios is a mistake", ["check", "empty"], 2, out="",
             err_has="no .json or .py file below 'empty'")


def raising(do, raises):
    return {"title": "T", "steps": [{"do": "x = 1"}, {"do": do, "expect": {"raises": raises}}]}


def test_raises(b):
    text = "ZeroDivisionError: division by zero"
    b.write("raises.json", raising("x / 0", text))
    b.expect("an announced exception is ok", ["check", "raises.json"], 0, err="",
             out="ok raises.json (2 steps, 1 expectation)\n")
    b.expect("... and the trace ends with 0", ["trace", "raises.json", "--json"], 0, err="",
             out_has='"raised": "%s"' % text)
    b.write("other.json", raising("x / 0", "ValueError"))
    b.expect("another exception than the announced one fails", ["check", "other.json"], 1, out="",
             err_has='step 2: raises: expected "ValueError", got "%s"' % text)
    b.write("none.json", raising("x", text))
    b.expect("no exception fails", ["check", "none.json"], 1, out="",
             err_has="step 2: raises: expected an exception, got none")
    b.write("early.json", {"title": "T", "steps": [{"do": "1 / 0"}, {"do": "pass"}]})
    for command in ("check", "trace"):
        b.expect(command + ": an exception that nobody announced fails", [command, "early.json"], 1,
                 err_has="error: step 1: %s\n" % text)


def ask(answer, choices):
    return {"title": "T", "steps": [{"do": "a = []", "ask": {
        "question": "?", "answer": answer, "choices": choices}}]}


def test_questions(b):
    b.write("ask.json", ask("refcount(a)", ["1", "2"]))
    b.expect("the engine's answer is one of the choices", ["check", "ask.json"], 0, err="")
    b.write("ask.json", ask("refcount(a)", ["2", "3"]))
    b.expect("an engine's answer that no choice has fails", ["check", "ask.json"], 1, out="",
             err_has="step 1: the answer is 1, which is none of the choices")
    b.write("ask.json", ask("refcount(b)", ["2", "3"]))
    b.expect("a question about no name fails", ["check", "ask.json"], 1, out="",
             err_has="there is no name 'b'")


def test_trace(b):
    b.write("t.json", {"title": "Tee", "setup": NODE, "steps": [
        {"do": "a = Node()", "say": "One."}, {"do": "del a"}]})
    r = b.expect("trace --json is a header and a record per step", ["trace", "t.json", "--json"], 0,
                 err="")
    records = [json.loads(line) for line in r.stdout.splitlines()]
    b.tap.ok(records[0] == {"ouro": 1, "file": "t.json", "title": "Tee", "python": "3.13"},
             "the header says what it is a trace of", records[0])
    b.tap.ok([x["step"] for x in records[1:]] == [0, 1, 2, "exit"], "the steps are 0, 1, 2, exit")
    b.tap.ok(records[1]["code"] == "class Node:\n    pass" and records[1]["first_line"] == 1 and
             records[1]["last_line"] == 2, "step 0 is the setup", records[1])
    b.tap.ok(records[2]["code"] == "a = Node()" and records[2]["say"] == "One.",
             "a step has its code and its narration", records[2])
    node = [o for o in records[2]["objects"] if o["type"] == "Node"]
    b.tap.ok(len(node) == 1 and node[0]["refcount"] == 1 and
             records[2]["frames"][0]["locals"]["a"] == node[0]["id"],
             "a local is the id of its object", records[2]["frames"])
    b.tap.ok([d for d in records[3]["died"] if d["id"] == node[0]["id"]] ==
             [{"id": node[0]["id"], "type": "Node", "cause": "refcount", "line": 4}],
             "a death has type, cause and line", records[3]["died"])
    one = b.run("trace", "t.json", "--json", "--step", "1").stdout.splitlines()
    b.tap.ok(one == [r.stdout.splitlines()[i] for i in (0, 2)],
             "--step is the header and one record", one)
    last = b.run("trace", "t.json", "--json", "--step", "exit").stdout.splitlines()
    b.tap.ok(last == [r.stdout.splitlines()[i] for i in (0, 4)], "--step exit is the last one", last)
    for step in ("3", "-1", "x", "1x", "99999999999999999999"):
        b.expect("there is no step " + step, ["trace", "t.json", "--step", step], 2, out="",
                 err_has="option '--step' needs a step from 0 to 2, or 'exit', not '%s'" % step)
    every = [json.loads(line) for line in b.run("trace", "t.json", "--json", "--all")
             .stdout.splitlines()]
    b.tap.ok(len(every[2]["objects"]) > len(records[2]["objects"]) and
             "__name__" in every[2]["frames"][0]["locals"], "--all lists the interpreter's objects")
    b.expect("the text trace tells the same in words", ["trace", "t.json"], 0, err="",
             out_has=["Tee\nt.json, Python 3.13\n", "\nStep 1 of 2, line 3\n    a = Node()\n  One.\n",
                      "dies in line 4: its last reference went", "The interpreter shuts down"])
    b.write("old.json", {"title": "T", "python": "3.11", "steps": [{"do": "a = 1"}]})
    b.expect("a version that is not modelled is refused by name", ["trace", "old.json"], 2, out="",
             err_has="error: python 3.11 is not modelled yet")
    b.expect("--python wins", ["trace", "old.json", "--json", "--python", "3.13"], 0, err="",
             out_has='"python": "3.13"')
    b.expect("--max-events ends a run", ["trace", "t.json", "--max-events", "5"], 1, out="",
             err_has="error: more than 5 events (raise with --max-events)")


HEAP_TABLE = """h.py, step 2 of 2: the heap

  size   pools      used    kept      free  untouched
    16       1         0       0      1021       1019
    32       1         0       0       510        507
    64       1         3       1       252        251
    96       1         1       0       169        168
   400       1         1       0        39         38
   all       5         5       1      1991       1983

1 arena of 1048576 bytes: 5 of 64 pools taken, 81920 bytes.
In use: 688 bytes in 5 blocks, 1 of them kept for objects to come.
Outside: 8000 bytes in 1 block of more than 512 bytes.
"""


def test_report(b):
    b.write("h.py", "a = [0] * 4\nb = [0] * 3\n\ndel b\nc = a * 250\na.extend([1, 2, 3, 4])\n")
    b.expect("report heap is a table", ["report", "heap", "h.py"], 0, err="", out=HEAP_TABLE)
    for step in range(3):
        r = b.expect("report heap --json, step %d" % step,
                     ["report", "--json", "--at", str(step), "heap", "h.py"], 0, err="")
        report = json.loads(r.stdout)
        heap = json.loads(b.run("trace", "h.py", "--json", "--step", str(step)).stdout.split("\n")[1])["heap"]
        rows = report["rows"]
        b.tap.ok([report["report"], report["file"], report["step"]] == ["heap", "h.py", step]
                 and [row["size"] for row in rows] == list(range(16, 513, 16))
                 and sum(row["used"] for row in rows) == heap["blocks"]
                 and sum(row["used"] * row["size"] for row in rows) == heap["bytes"]
                 and sum(row["pools"] for row in rows) == heap["pools"],
                 "... whose sums are the trace's heap", r.stdout)
    b.expect("a report that is not there", ["report", "hepa", "h.py"], 2, out="",
             err="ouro report: error: no report is called 'hepa', did you mean 'heap'?\n"
                 "Try 'ouro report --help'.\n")
    b.expect("report needs a file", ["report", "heap"], 2, out="", err_has="no file is given")
    b.expect("report: no such step", ["report", "heap", "h.py", "--at", "3"], 2, out="",
             err_has="option '--at' needs a step from 0 to 2, not '3'")
    b.expect("a report about one moment has no --from", ["report", "heap", "h.py", "--from", "1"], 2, out="",
             err_has="the report 'heap' is about one moment: --from is for growth, ")
    b.expect("report: no such file", ["report", "heap", "nowhere.py"], 3, out="",
             err="nowhere.py: error: No such file or directory\n")
    b.write("r.py", "x = 1\n\n1 / 0\n")
    b.expect("a program that ends with an exception is told after its table",
             ["report", "heap", "r.py"], 1, out_has="r.py, step 2 of 2: the heap",
             err_has="ZeroDivisionError: division by zero")


LEDGER = """l.py, step 2 of 3: the ledger of a, #4 list

step   line  change  holder         count
   1      1      +1  name a             1
   2      3      +1  an item of #5      2

Born in step 1, line 1; alive.
"""


def test_objects_report(b):
    b.write("l.py", "a = []\n\nb = [a]\n\nb.append(b)\ndel b\n")
    ids = {name: json.loads(b.run("trace", "l.py", "--json", "--step", "2").stdout.split("\n")[1])
           ["frames"][0]["locals"][name] for name in ("a", "b")}
    ledger = LEDGER.replace("#4", "#%d" % ids["a"]).replace("#5", "#%d" % ids["b"])
    b.expect("report ledger tells who came and went", ["report", "ledger", "l.py", "--at", "2", "a"], 0,
             err="", out=ledger)
    r = b.expect("report ledger --json", ["report", "--json", "ledger", "l.py", "#%d" % ids["b"]], 0, err="")
    rows = json.loads(r.stdout)["rows"]
    b.tap.ok(rows == [
        {"step": 2, "line": 3, "change": 1, "holder": "name b", "count": 1},
        {"step": 3, "line": 5, "change": 1, "holder": "an item of #%d" % ids["b"], "count": 2},
        {"step": 3, "line": 6, "change": -1, "holder": "name b", "count": 1}],
        "... has a row for every change, and the count adds up", rows)
    b.expect("report why goes back to a name", ["report", "why", "l.py", "#%d" % ids["a"], "--at", "2"], 0,
             err="", out_has="#%d list []\n  is held by name a\n" % ids["a"])
    b.expect("report why of garbage", ["report", "why", "l.py", "#%d" % ids["b"]], 0, err="",
             out_has="  is unreachable: no name leads to it.")
    r = b.expect("report why --json starts with the object itself",
                 ["report", "why", "l.py", "a", "--json"], 0, err="")
    b.tap.ok([(w["depth"], w["type"], w["label"]) for w in json.loads(r.stdout)["rows"]]
             == [(0, "list", None), (1, "name", "a")], "... and ends with a name", r.stdout)
    b.expect("report why --dot is a graph", ["report", "why", "l.py", "a", "--dot"], 0, err="",
             out_has=["digraph ObjectGraph {", "name0 -> o%d" % ids["a"]])
    b.expect("a report on an object needs one", ["report", "why", "l.py"], 2, out="",
             err_has="the report 'why' needs a NAME")
    b.expect("a name that is not there", ["report", "ledger", "l.py", "c"], 2, out="",
             err_has="the module has no name 'c' after step 3")
    b.expect("an object that is not there", ["report", "ledger", "l.py", "#999"], 2, out="",
             err_has="there is no object #999 up to step 3")
    b.expect("the interpreter's own has no ledger", ["report", "ledger", "l.py", "__name__"], 2, out="",
             err_has="'__name__' is an object of the interpreter's")
    b.expect("a report has one form", ["report", "why", "l.py", "a", "--dot", "--json"], 2, out="",
             err_has="--json and --dot: give one of them")
    b.expect("a table is no graph", ["report", "heap", "l.py", "--dot"], 2, out="",
             err_has="the report 'heap' is no graph")
    b.expect("... and nothing is JSON and a graph at once", ["report", "why", "l.py", "a", "--dot", "--json"], 2, out="",
             err_has="--json and --dot")


BACKREFS = """n.py, step 2 of 2: who refers to a

#1 list [1, [[...]]]
  name a
  #2[0]  list [[1, [...]]]
    name b
    #1[1]  list [1, [[...]]] (see above)
  #3['one']  dict {'one': [1, [[...]]], 'two': [1, [[...]]]}
    name d
  ... and 1 more: --too-many 4 tells them

Its refcount is 4.
"""


def test_neighbours_report(b):
    b.write("n.py", "a = [1]\nb = [a]\na.append(b)\n\nd = {'one': a, 'two': a}\n")
    b.expect("report backrefs is a tree", ["report", "backrefs", "n.py", "a", "--depth", "2", "--too-many", "3"], 0,
             err="", out=BACKREFS)
    r = b.expect("report refs --json starts with the object itself", ["report", "refs", "n.py", "d", "--json"], 0, err="")
    rows = [(w["id"], w["type"], w["depth"], w["from"], w["label"]) for w in json.loads(r.stdout)["rows"]]
    b.tap.ok(rows == [(3, "dict", 0, None, None), (1, "list", 1, 3, "'one'"), (1, "list", 1, 3, "'two'"),
                      (2, "list", 2, 1, "[1]"), (1, "list", 3, 2, "[0]")],
             "... and has a row for each reference", rows)
    r = b.expect("report refs --all also tells what the interpreter made",
                 ["report", "refs", "n.py", "a", "--all", "--depth", "1", "--json"], 0, err="")
    b.tap.ok([w["type"] for w in json.loads(r.stdout)["rows"]] == ["list", "int", "list"], "... as objgraph", r.stdout)
    b.expect("report backrefs --dot: each key has its own edge", ["report", "backrefs", "n.py", "a", "--dot"], 0, err="",
             out_has=["o3 -> o1 [label=\"one\"", "o3 -> o1 [label=\"two\"", "[label=\"list [4]\\n[1, [[...]]]\"]"])
    b.expect("a report that goes nowhere has no depth", ["report", "why", "n.py", "a", "--depth", "2"], 2, out="",
             err_has="the report 'why' does not go from object to object: it has no --depth")
    b.expect("a depth is a number", ["report", "refs", "n.py", "a", "--depth", "deep"], 2, out="", err_has="--depth")


LEAKS = """k.py, step 2 of 2: what is lost

Unreachable: 2 objects that no name leads to, not collected yet.
(held): in no cycle itself, but held by one.
  #1      list         [] (held)
  #2      list         [[...], []]

Cycles: 1. References alone never free them; the collector does.
  An object that holds itself:
    #2      list         [[...], []]
            [0] -> #2

objgraph.get_leaking_objects() never reports a cycle. It collects first:
the 2 objects above would be gone; then it lists what the collector tracks and
no tracked object refers to. Of the script's: nothing.
"""

TOOL_EYE = """k.py, step 1 of 2: what tools say about b, and the truth

sys.getrefcount(b)                 3  2 references, and the call's own argument
sys.getsizeof(b)                  72  bytes alone; 128 with what it leads to,
                                      72 with what only it keeps alive
gc.is_tracked(b)                True  the collector looks at it

gc.get_referents(b)        2 objects  2 of 2 references from it
  tells   [0]                   #2 list
  tells   [1]                   #1 list

gc.get_referrers(b)        2 objects  2 of 2 references to it
  tells   name b
  tells   #2[0]                 list

objgraph.show_backrefs([b], max_depth=1) collects, then draws 2 arrows:
one for each object that refers to it, of a dict the first key; weak ones never.
  the names (dict)        labelled b
  #2 (list)               without a label
"""


def test_lost_report(b):
    b.write("k.py", "a = []\nb = []\nb += [b, a]\n\ndel a, b\n")
    b.expect("report leaks tells what is unreachable, and its cycles", ["report", "leaks", "k.py"], 0, err="",
             out_has=LEAKS)
    r = b.expect("report leaks --json has a row for each", ["report", "leaks", "k.py", "--json"], 0, err="")
    told = json.loads(r.stdout)
    b.tap.ok(told["rows"] == [{"id": 1, "type": "list"}, {"id": 2, "type": "list"}] and told["cycles"] == [[2]]
             and told["objgraph"] == [] and told["growing"][0]["type"] == "list", "... and what stands beside", told)
    r = b.expect("report leaks --from", ["report", "leaks", "k.py", "--from", "1", "--json"], 0, err="")
    b.tap.ok(json.loads(r.stdout)["growing"] == [], "... counts what has grown since", r.stdout)
    b.expect("report leaks --dot draws the cycles alone", ["report", "leaks", "k.py", "--dot"], 0, err="",
             out_has=["o2 -> o2 [label=\"[0]\""])
    r = b.expect("report tool-eye tells what tools would say", ["report", "tool-eye", "k.py", "b", "--at", "1"], 0, err="",
                 out=TOOL_EYE)
    b.tap.ok(max(map(len, (TOOL_EYE + LEAKS).splitlines())) <= 80, "... in 80 columns", r.stdout)
    b.write("dead.py", "x = []\n\ndel x\n")
    b.expect("nobody asks about the dead", ["report", "tool-eye", "dead.py", "#1"], 0, err="", out_has="#1 is dead: no tool can be asked about it.")


def test_report_kinds(b):
    help_text = b.run("report", "--help").stdout
    options = set(re.findall(r"^  (--?[a-z-]+)", help_text, re.M))
    told = help_text.split("KIND is\n")[1].split("\n\n")[0]
    kinds = re.findall(r"^  ([a-z-]+) ", told, re.M)
    b.tap.ok(len(kinds) >= 5, "report --help tells its kinds", told)
    for path, form in (("README.md", r"^ouro report %s "), ("assets/ouro.1", r"^\.B %s$"),
                       ("assets/completions/ouro.bash", r'compgen -W "[a-z -]*\b%s\b'),
                       ("assets/completions/ouro.zsh", r"kinds=\([a-z -]*\b%s\b")):
        with open(os.path.join(TOP, path), encoding="utf-8") as f:
            text = f.read().replace("\\-", "-")
        lacking = [kind for kind in kinds if not re.search(form % kind, text, re.M)]
        b.tap.ok(not lacking, "%s knows every kind of report" % path, lacking)
        if path != "README.md":
            lacking = [option for option in options if not re.search(r"%s\b" % option, text)]
            b.tap.ok(len(options) > 8 and not lacking, "%s knows every option of report" % path, lacking)


UNCAUGHT = """import weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
g = N("global")
def f():
    local = N("local")
    raise ValueError(N("argument"))
e = weakref.finalize(g, print, "finalized")
f()
"""

LEAVES = """import sys
class N:
    def __del__(self): print("del N")
class S:
    def __str__(self):
        print("str")
        return "text"
    def __del__(self): print("del S")
def f():
    local = N()
    sys.exit(S())
f()
"""


def test_ends(b):
    b.write("u.py", UNCAUGHT)
    b.expect("sys holds an uncaught exception until the modules end", ["run", "u.py"], 1,
             out="finalized\ndel argument\ndel local\ndel global\n", err_has="ValueError: <__main__.N object")
    b.write("x.py", LEAVES)
    b.expect("SystemExit dies before its code is told", ["run", "x.py"], 1,
             out="del N\nstr\ndel S\n", err="text\n")


def test_events(b):
    b.write("e.py", "a = []\nb = a\ndel a\n")
    r = b.expect("trace --events is JSON Lines", ["trace", "e.py", "--events"], 0, err="",
                 out_has=['{"ouro": 1, ', '"kind": "ref_dec"'])
    events = [json.loads(line) for line in r.stdout.splitlines()][1:]
    numbers = [(e["event"], e["sub"]) for e in events]
    b.tap.ok(numbers == sorted(set(numbers)) and len(numbers) > 5, "events are in order, each once")
    counts = {}
    wrong = []
    for e in events:
        if e["kind"] in ("ref_inc", "ref_dec"):
            if e["object"] in counts and counts[e["object"]] != e["before"]:
                wrong.append(e)
            counts[e["object"]] = e["after"]
    b.tap.ok(not wrong and counts, "every count goes on where it was", wrong[:5])
    one = b.run("trace", "e.py", "--events", "--step", "1").stdout.splitlines()[1:]
    b.tap.ok(one and {json.loads(line)["step"] for line in one} == {1}, "--step chooses a step", one)


def test_languages(b):
    b.write("l.json", {"title": {"en": "Hello", "de": "Hallo"}, "steps": [{"do": "x = 1"}]})
    b.expect("texts are English", ["trace", "l.json"], 0, out_has="Hello\n")
    b.expect("--lang chooses", ["trace", "l.json", "--lang", "de"], 0, out_has="Hallo\n")


def test_list(b):
    r = b.expect("list names the lessons from any folder", ["list"], 0, err="")
    paths = [line.rsplit(None, 1)[1] for line in r.stdout.splitlines() if line.startswith("  ")]
    b.tap.ok(len(paths) >= 3 and all(os.path.isfile(os.path.join(b.folder, p)) for p in paths),
             "every path that list prints can be opened", r.stdout)
    shipped = sum(name.endswith((".json", ".py")) for _, _, names in
                  os.walk(os.path.join(TOP, "scenarios")) for name in names)
    b.tap.ok(len(paths) == shipped, "list names every lesson once", "%d, %d" % (len(paths), shipped))
    b.tap.ok("\nOther\n" not in r.stdout, "a Python file stands under the topic of its folder", r.stdout)
    places = {line.rindex("  ") for line in r.stdout.splitlines() if line.startswith("  ")}
    b.tap.ok(len(places) == 1, "titles with quotation marks do not shift the columns", places)


def in_terminal(arguments, folder):
    """What the program writes to a terminal."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execv(OURO, [OURO, *arguments])
    out = b""
    while select.select([fd], [], [], 30)[0]:
        try:
            part = os.read(fd, 4096)
        except OSError: # Linux says so when the other end has closed
            break
        if not part:
            break
        out += part
    os.waitpid(pid, 0)
    os.close(fd)
    return out


def test_terminal(b):
    b.write("evil.json", {"title": "\u202ecba\u009b2J", "steps": [
        {"do": "print('\\x1b]0;title\\x07 \\u202e x')", "say": "\u2066say"}]})
    for command in ("run", "trace", "trace --json", "trace --events", "check"):
        out = in_terminal([*command.split(), "evil.json"], b.folder).decode()
        harmful = [c for c in out if c in "\x1b\x07\u009b\u202e\u2066"]
        b.tap.ok(out and not harmful, command + " escapes what it prints to a terminal", repr(out))
    r = b.run("run", "evil.json")
    b.tap.ok(r.stdout == "\x1b]0;title\x07 \u202e x\n", "run into a pipe is byte for byte", r.stdout)


def test_order(b):
    b.write("both.py", "print(1)\n1 / 0\n")
    r = subprocess.run([OURO, "run", "both.py"], cwd=b.folder, stdin=subprocess.DEVNULL,
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    b.tap.ok(r.stdout.startswith("1\nTraceback"), "what was printed stands before the traceback",
             r.stdout)


def test_export(b):
    b.write("e.py", "a = []\n\nb = a\n")
    for name, arguments, says in (
            ("export needs a file", ["-o", "x"], "export needs a FILE"),
            ("export needs an OUT", ["e.py"], "export needs -o OUT"),
            ("one PNG is one step", ["e.py", "-o", "x.png"],
             "-o x.png: one png file is one step, and there are 0 to 2; add --steps K, or name a folder"),
            ("not several", ["e.py", "-o", "x.png", "--steps", "1-2"],
             "-o x.png: one png file is one step, not the 2 of --steps 1-2"),
            ("nor several pictures of a step", ["e.py", "-o", "x.png", "--steps", "1", "--per", "line"],
             "-o x.png: one png file is one picture; --per and --fps need a folder"),
            ("one DOT is one step", ["e.py", "-o", "x.dot", "--steps", "0-2"],
             "-o x.dot: one dot file is one step, not the 3 of --steps 0-2"),
            ("a step that is not there", ["e.py", "-o", "x.png", "--steps", "3"],
             "--steps 3: this scenario has the steps 0 to 2"),
            ("steps that are none", ["e.py", "-o", "x", "--steps", "2-1"],
             "--steps 2-1: give a range such as 0-5, or one step"),
            ("a format that is none", ["e.py", "-o", "x", "--format", "bmp"], "--format bmp: this version writes png, "),
            ("two formats", ["e.py", "-o", "x.svg", "--format", "png"],
             "-o x.svg: its ending says svg, --format says png"),
            ("a look that is none", ["e.py", "-o", "x", "--look", "film"], "--look film: there are stage and slide"),
            ("a crop that is none", ["e.py", "-o", "x", "--crop", "code"], "--crop code: there is graph"),
            ("a look of nothing", ["e.py", "-o", "x", "--crop", "graph", "--look", "slide"],
             "--crop graph leaves nothing of --look slide"),
            ("a unit that is none", ["e.py", "-o", "x", "--per", "minute"],
             "--per minute: there are step, line and event"),
            ("seconds without a film", ["e.py", "-o", "x", "--seconds", "2"],
             "--seconds 2: only pictures at a rate stay; give --fps as well"),
            ("seconds that are none", ["e.py", "-o", "x.gif", "--seconds", "soon"],
             "--seconds soon: give a number such as 2 or 1.5, at most 600"),
            ("a rate that is too high", ["e.py", "-o", "x.gif", "--fps", "1000"], "--fps 1000: at most 120"),
            ("a handout that is none", ["e.py", "-o", "x.pdf", "--handout", "3"],
             "--handout 3: there are 1, 2, 4 and 6"),
            ("a handout of pictures", ["e.py", "-o", "x", "--handout", "2"], "--handout 2: only PDF has handouts"),
            ("a transparent film", ["e.py", "-o", "x.gif", "--transparent"],
             "--transparent: only PNG and SVG can be without a background"),
            ("a cheat sheet of a file", ["e.py", "--cheat-sheet", "-o", "x.pdf"], "--cheat-sheet needs no FILE"),
            ("a cheat sheet that is no PDF", ["--cheat-sheet", "-o", "x.png"],
             "-o x.png: the cheat sheet is a PDF"),
            ("a cheat sheet to nowhere", ["--cheat-sheet"], "export needs -o OUT"),
            ("a size that is none", ["e.py", "-o", "x", "--size", "big"],
             "--size big: give it as 1920x1080, each side from 1 to "),
            ("a theme that is none", ["e.py", "-o", "x", "--theme", "pink"],
             "--theme pink: there are light and dark, and contrast"),
            ("a film on standard output", ["e.py", "-o", "-", "--format", "mp4"],
             "-o -: a video needs a file that it can go back in"),
            ("many files on standard output", ["e.py", "-o", "-", "--format", "md"],
             "-o -: this format is more than one file"),
            ("many pictures on standard output", ["e.py", "-o", "-"],
             "-o -: one png file is one step, and there are 0 to 2; add --steps K, or name a folder")):
        b.expect("export: " + name, ["export", *arguments], 2, out="", err_has="error: " + says)
    b.tap.ok(os.listdir(b.folder) == ["e.py"], "export: of all this nothing is written", os.listdir(b.folder))
    b.expect("export: one DOT is the last step", ["export", "e.py", "-o", "x.dot"], 0, out="", err="")
    b.expect("export: a file in the way", ["export", "e.py", "-o", "x.dot"], 3, out="",
             err="error: x.dot: is there already; --force replaces it\n")
    for form in ("dot", "pytutor", "heapsnapshot"):
        b.expect("export: no such file for " + form, ["export", "nowhere.py", "-o", "-", "--format", form], 3, out="",
                 err="nowhere.py: error: No such file or directory\n")


def asset(*path):
    with open(os.path.join(TOP, "assets", *path), encoding="utf-8") as f:
        return f.read()


def test_export_told(b):
    b.write("e.py", "a = []\n")
    known = b.run("export", "e.py", "-o", "x", "--format", "none").stderr.strip().rsplit("writes ", 1)[1].split(", ")
    options = set(re.findall(r"^  (--[a-z-]+)", b.run("export", "--help").stdout, re.M))
    b.tap.ok(len(known) > 8 and len(options) > 12, "export tells its formats and options", (known, options))

    def complete(*words):
        script = "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _ouro; printf '%%s\\n' \"${COMPREPLY[@]}\"" % (
            os.path.join(TOP, "assets", "completions", "ouro.bash"),
            " ".join("'%s'" % w for w in words), len(words) - 1)
        r = subprocess.run(["bash", "-c", script], cwd=b.folder, capture_output=True, text=True, timeout=60)
        return r.stdout.split()

    b.tap.ok(sorted(complete("ouro", "export", "--format", "")) == sorted(known),
             "bash completes every format", complete("ouro", "export", "--format", ""))
    b.tap.ok(set(complete("ouro", "export", "--")) == options, "bash completes every option of export",
             options ^ set(complete("ouro", "export", "--")))
    zsh, page = asset("completions", "ouro.zsh"), asset("ouro.1").replace("\\-", "-")
    b.tap.ok(":format:(%s)" % " ".join(sorted(known)) in
             re.sub(r":format:\((.*)\)", lambda m: ":format:(%s)" % " ".join(sorted(m[1].split())), zsh),
             "zsh completes every format")
    missing = [o for o in options if o not in zsh]
    b.tap.ok(not missing, "zsh completes every option of export", missing)
    missing = [o for o in options if o not in page] + [f for f in known if not re.search(r"\b%s\b" % f, page)]
    b.tap.ok(not missing, "the man page tells every format and option", missing)
    with open(os.path.join(TOP, "README.md"), encoding="utf-8") as f:
        readme = f.read()
    told = re.findall(r"^ouro export (.*?)(?:   .*| \|.*)?$", readme, re.M)
    for line in told:
        words = line.replace("my-lesson.json", "e.py").replace("--steps 5", "--steps 1").replace("3-8", "0-1").split()
        looks = {"--size", "--cheat-sheet", "pytutor", "heap.heapsnapshot"} & set(words)
        small = [] if looks else ["--size", "320x180"]
        b.expect("README: ouro export " + line, ["export", *words, *small], 0, err="")
    b.tap.ok(len(told) > 8, "README tells examples", told)


def test_signals(b):
    b.write("long.py", "for i in range(30000):\n    print(i)\nwhile True:\n    pass\n")
    for number in (signal.SIGINT, signal.SIGTERM):
        p = subprocess.Popen([OURO, "run", "long.py"], cwd=b.folder, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
        first = p.stdout.readline() # it runs: the handlers are there
        start = time.monotonic()
        p.send_signal(number)
        err = p.communicate(timeout=30)[1]
        took = time.monotonic() - start
        b.tap.ok(first == "0\n" and p.returncode == 3 and "interrupted" in err and took < 1,
                 "%s ends a run in order" % number.name, "%d %r %.1f s" % (p.returncode, err, took))


def main():
    tap = Tap()
    tests = [test_help, test_usage, test_run, test_full_disk, test_check, test_raises,
             test_questions, test_trace, test_report, test_objects_report, test_neighbours_report, test_lost_report, test_report_kinds, test_ends,
             test_events, test_languages, test_list,
             test_terminal, test_order, test_export, test_export_told,
             test_signals]
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            test(Bench(tap, folder))
    tap.end()


main()
