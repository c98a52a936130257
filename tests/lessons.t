#!/usr/bin/env python3
"""Every shipped lesson: it passes its own check, says on the screen what fits there, is true in a real
CPython, prints there what it prints here, and not one of its claims can be changed unnoticed.

OURO is the program under test (default build/release/ouro)."""
import copy
import glob
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
import lesson
from tap import Tap, first_difference

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))


def ouro(*arguments):
    return subprocess.run([OURO, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=120)


def changed(value):
    """Every way in which one value of an `expect` is made wrong."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1]
    if isinstance(value, str):
        return [value + "x"] + ([""] if value else [])
    if isinstance(value, list):
        return [value + ["no_such_name"]]
    return [{**value, key: other} for key in value for other in changed(value[key])]


def mutants(data):
    """(step, description, lesson with one untrue claim) for every claim of the lesson."""
    for k, expect in lesson.expectations(data):
        for key, value in expect.items():
            for other in changed(value):
                mutant = copy.deepcopy(data)
                mutant["steps"][k - 1]["expect"][key] = other
                yield k, "%s %r -> %r" % (key, value, other), mutant


def survivors(data, folder):
    """The untrue claims that `ouro check` lets pass or blames on another step, and how many there were in
    all. One process checks all of them: it goes on after a file that fails."""
    jobs = []
    for number, (step, what, mutant) in enumerate(mutants(data)):
        path = os.path.join(folder, "mutant-%d.json" % number)
        jobs.append((step, what, path))
        with open(path, "w", encoding="utf-8") as f:
            json.dump(mutant, f)
    if not jobs:
        return [], 0
    r = ouro("check", *(path for _, _, path in jobs))
    said = r.stderr.decode()
    bad = ["exit status %d" % r.returncode] if r.returncode != 1 else []
    for step, what, path in jobs:
        blamed = re.findall(r"^%s:\d+:\d+: error: step (\d+): " % re.escape(path), said, re.MULTILINE)
        if blamed != [str(step)] or ("ok %s " % path).encode() in r.stdout:
            bad.append("step %d: %s: blamed %s" % (step, what, blamed))
    return bad, len(jobs)


def too_long(data):
    return ["step %d: %d characters" % (k, len(lesson.plain(s["say"])))
            for k, s in enumerate(data["steps"], 1)
            if len(lesson.plain(s.get("say", ""))) > lesson.NARRATION_LIMIT]


def test_against_cpython(tap, path, name, data, folder):
    python, version = cpython.find("3.13")
    if not python:
        tap.skip(name + " is true in CPython 3.13", version)
        tap.skip(name + " prints what CPython 3.13 prints", version)
        return
    true, wrong = lesson.verify(data, python)
    tap.ok(not wrong and true > 0, "%s: %d claims are true in CPython %s" % (name, true, version),
           "\n".join(wrong))
    script = os.path.join(folder, "equal.py")
    with open(script, "w", encoding="utf-8") as f:
        f.write(lesson.script(data))
    status, expected = cpython.run(python, script)
    r = ouro("run", path)
    tap.ok(r.stdout == expected and r.returncode == status,
           "%s prints what CPython %s prints" % (name, version),
           "exit status %d, CPython %d\n%s\n%s" % (r.returncode, status,
                                                  first_difference(expected, r.stdout),
                                                  r.stderr.decode()))


def test_lesson(tap, path):
    name = os.path.relpath(path, TOP)
    data = lesson.load(path)
    r = ouro("check", path)
    tap.ok(r.returncode == 0, name + " passes its check", r.stderr.decode())
    tap.ok(not too_long(data), name + " says nothing that does not fit on the screen",
           "\n".join(too_long(data)))
    with tempfile.TemporaryDirectory() as folder:
        test_against_cpython(tap, path, name, data, folder)
        unnoticed, count = survivors(data, folder)
        tap.ok(count > 0 and not unnoticed,
               "%s: each of %d untrue claims fails the check" % (name, count),
               "\n".join(unnoticed[:10]))


def negated(text):
    """(line, script) for every assert of a Python file at the left margin, made untrue."""
    lines = text.split("\n")
    for k, line in enumerate(lines):
        if line.startswith("assert "):
            yield k + 1, "\n".join(
                lines[:k] + ["assert not (%s)" % line[len("assert "):]] + lines[k + 1:])


def test_python_file(tap, path):
    """A lesson that is a plain Python file: CPython runs it, its asserts are its claims."""
    name = os.path.relpath(path, TOP)
    r = ouro("check", path)
    tap.ok(r.returncode == 0, name + " passes its check", r.stderr.decode())
    with open(path, encoding="utf-8") as f:
        text = f.read()
    python, version = cpython.find("3.13")
    if python:
        status, expected = cpython.run(python, path)
        r = ouro("run", path)
        tap.ok(status == r.returncode == 0 and r.stdout == expected,
               "%s prints what CPython %s prints" % (name, version), first_difference(expected, r.stdout))
    else:
        tap.skip(name + " prints what CPython 3.13 prints", version)
    unnoticed, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for line, mutant in negated(text):
            script = os.path.join(folder, "mutant.py")
            with open(script, "w", encoding="utf-8") as f:
                f.write(mutant)
            count += 1
            if ouro("check", script).returncode != 1:
                unnoticed.append("line %d" % line)
    tap.ok(count > 0 and not unnoticed, "%s: each of %d untrue claims fails the check" % (name, count), unnoticed)
    said = [json.loads(line).get("say", "") for line in ouro("trace", "--json", path).stdout.splitlines()]
    wide = [text for text in said if len(text) > lesson.NARRATION_LIMIT]
    tap.ok(any(said) and not wide, name + " says nothing that does not fit on the screen", "\n".join(wide))


def main():
    tap = Tap()
    lessons = sorted(glob.glob(os.path.join(TOP, "scenarios", "*", "*.json")))
    tap.ok(len(lessons) >= 3, "there are lessons to test", "found %d" % len(lessons))
    for path in lessons:
        test_lesson(tap, path)
    for path in sorted(glob.glob(os.path.join(TOP, "scenarios", "*", "*.py"))):
        test_python_file(tap, path)
    whole = ouro("check", os.path.join(TOP, "scenarios"))
    tap.ok(whole.returncode == 0, "ouro check takes the whole folder", whole.stderr.decode())
    tap.end()


main()
