#!/usr/bin/env python3
"""A lesson (scenarios/**/*.json) as the plain Python script it is equal to, and its claims
measured in a real CPython: no line of the simulator takes part in this.

usage: lesson.py script FILE            print the equal script
       lesson.py verify FILE [PYTHON]   measure every `expect` and `answer`; exit 1 if one is untrue
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cpython

NARRATION_LIMIT = 140  # two lines of 70 characters on the screen


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def lines(value):
    """`do` and `setup` may be a string of several lines or a list of strings."""
    texts = [value] if isinstance(value, str) else value
    return [line for text in texts for line in text.split("\n")]


def prefix(lesson):
    out = ["import gc, sys, weakref"]
    gc = lesson.get("gc", {})
    if gc.get("enabled") is False:
        out.append("gc.disable()")
    if "threshold" in gc:
        out.append("gc.set_threshold(%s)" % ", ".join(map(str, gc["threshold"])))
    return out


def script(lesson, after_step=None):
    """The equal script. after_step(k), if given, is a line put after step k (0: after setup)."""
    out = prefix(lesson) + lines(lesson.get("setup", []))
    for number, step in enumerate([None] + lesson["steps"]):
        if step is not None:
            out += lines(step.get("do", []))
        if after_step:
            out.append(after_step(number))
    return "\n".join(out) + "\n"


def expectations(lesson):
    """(step number, expect) of every step that has one."""
    return [(k, s["expect"]) for k, s in enumerate(lesson["steps"], 1) if "expect" in s]


def plain(text):
    """A text may be a string or a map by language."""
    return text if isinstance(text, str) else text.get("en", next(iter(text.values())))


# --- measuring, inside the judge -----------------------------------------------------------------

# Runs in the judge. A probe stands after each step; what it looks at it looks at without leaving a
# reference behind. Births are counted where the script's classes make their instances.
PROBE = r'''
import builtins, gc, io, json, sys, weakref
job = json.loads(sys.stdin.read())
records, classes = [], {}
sums = {"collected": 0, "mark": 0}
births = {}
space = {"__name__": "__main__"}
real_build_class = builtins.__build_class__

def build_class(body, name, *bases, **keywords):
    made = real_build_class(body, name, *bases, **keywords)
    classes[name] = True
    births.setdefault(name, 0)
    if "__new__" not in made.__dict__:
        def new(cls, *a, **k):
            births[cls.__name__] += 1
            return object.__new__(cls)
        made.__new__ = new
    return made

def on_gc(phase, info):
    if phase == "stop":
        sums["collected"] += info["collected"]

def census():
    count = {}
    for o in gc.get_objects():
        name = type(o).__name__
        count[name] = count.get(name, 0) + 1
    return count

def counts_of(names):
    return {n: sys.getrefcount(space[n]) - 1 if n in space else None for n in names}

def probe(k):
    text = sys.stdout.getvalue()
    alive = census()
    records.append(json.dumps({
        "output": text[sums["mark"]:], "collected": sums["collected"],
        "refcount": counts_of(job["names"][k]),
        "dead": {n: n in space and space[n]() is None for n in job["dead"][k]},
        "alive": {n: alive.get(n, 0) - baseline.get(n, 0) for n in set(alive) | set(classes)},
        "births": dict(births), "classes": list(classes)}))
    sums["mark"] = len(text)
    sums["collected"] = 0

code = compile(job["script"], "<lesson>", "exec")
raised = None
builtins.__build_class__ = build_class
builtins.__probe__ = probe
out, sys.stdout = sys.stdout, io.StringIO()
gc.collect()
gc.callbacks.append(on_gc)
baseline = {}
# What the first print, the first repr of a list (its guard against recursion) and the first probe
# leave behind belongs to the baseline.
print()
repr([[]])
probe(0)
records.clear()
sums["mark"] = 1
baseline = census()
try:
    exec(code, space)
except BaseException as e:
    raised = type(e).__name__ + (": " + str(e) if str(e) else "")
    probe(len(records))
sys.stdout = out
print(json.dumps({"raised": raised, "records": [json.loads(r) for r in records]}))
'''


def judge(python, arguments, given):
    """The judge, in a new, empty folder: the simulator's disk is empty at the start, too."""
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([python, *cpython.FLAGS, *arguments], input=given, text=True,
                              capture_output=True, timeout=60, cwd=folder)


def measure(lesson, python):
    """What the judge says: a list of facts by step, 0 = after setup."""
    expect = {k: e for k, e in expectations(lesson)}
    asked = {k: s["ask"]["answer"] for k, s in enumerate(lesson["steps"], 1) if "ask" in s}
    names = []
    for k in range(len(lesson["steps"]) + 1):
        wanted = set(expect.get(k, {}).get("refcount", {}))
        answer = asked.get(k)
        if isinstance(answer, str) and answer.startswith("refcount("):
            wanted.add(answer[len("refcount("):-1])
        names.append(sorted(wanted))
    dead = [expect.get(k, {}).get("dead", []) for k in range(len(names))]
    job = {"script": script(lesson, lambda k: "__probe__(%d)" % k), "names": names, "dead": dead}
    r = judge(python, ["-c", PROBE], json.dumps(job))
    if r.returncode != 0:
        raise RuntimeError(r.stderr)
    result = json.loads(r.stdout.partition("\n")[0])  # objects may print at exit
    facts = result["records"]
    facts[-1]["raises"] = result["raised"]
    for before, now in zip([None] + facts, facts):
        now["died"] = {name: born - (before["births"].get(name, 0) if before else 0)
                       + (before["alive"].get(name, 0) if before else 0) - now["alive"][name]
                       for name, born in now["births"].items()}
    return facts


def measured(fact, key, wanted):
    """The judge's value in the shape of `wanted`; None if it cannot be measured from outside."""
    if key in ("output", "collected", "raises"):
        return fact.get(key)
    if key == "dead":
        return [name for name in wanted if fact["dead"][name]]
    if key == "refcount":
        return {name: fact["refcount"][name] for name in wanted}
    if isinstance(wanted, dict):
        if key == "died" and not set(wanted) <= set(fact["died"]):
            return None
        return {name: fact[key].get(name, 0) for name in wanted}
    return sum(fact[key].get(name, 0) for name in fact["classes"])


def answer_of(fact, answer):
    """The judge's answer to one of the engine's questions; None: a text, or not measurable."""
    if answer in ("died", "collected"):
        return measured(fact, answer, 0)
    head, _, inner = answer.partition("(")
    if head in ("refcount", "alive") and inner.endswith(")"):
        return measured(fact, head, {inner[:-1]: 0})[inner[:-1]]
    return None


def outputs_are_all(lesson, python):
    """Do the claimed outputs, one after the other, make what the script prints when nobody probes it?
    A probe takes memory of its own: where a new object lies is another place then."""
    r = judge(python, ["-"], script(lesson))
    return r.stdout == "".join(e.get("output", "") for _, e in expectations(lesson))


def verify(lesson, python):
    """(number of claims found true, list of untrue or unmeasurable ones)."""
    facts = measure(lesson, python)
    true, wrong = 0, []
    printed = outputs_are_all(lesson, python)
    for k, expect in expectations(lesson):
        for key, wanted in expect.items():
            got = measured(facts[k], key, wanted)
            if got == wanted or (key == "output" and printed):
                true += 1
            else:
                wrong.append("step %d: %s: the lesson says %r, CPython %r" % (k, key, wanted, got))
    for k, step in enumerate(lesson["steps"], 1):
        ask = step.get("ask")
        if not ask:
            continue
        answer, choices = plain(ask["answer"]), [plain(c) for c in ask.get("choices", [])]
        got = answer_of(facts[k], answer)
        right = answer if got is None else str(got)
        if choices and right not in choices:
            wrong.append("step %d: the answer %r is none of %r" % (k, right, choices))
        else:
            true += 1
    return true, wrong


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("script", "verify"):
        sys.exit(__doc__)
    lesson = load(sys.argv[2])
    if sys.argv[1] == "script":
        sys.stdout.write(script(lesson))
        return
    python = sys.argv[3] if len(sys.argv) > 3 else cpython.find()[0]
    if not python:
        sys.exit("lesson.py: %s" % cpython.find()[1])
    true, wrong = verify(lesson, python)
    print("%s: %d claims true, %d not" % (sys.argv[2], true, len(wrong)))
    sys.exit("\n".join(wrong) if wrong else 0)


if __name__ == "__main__":
    main()
