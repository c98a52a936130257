#!/usr/bin/env python3
"""The walk through a first lesson in scenarios/README.md, followed to the letter: its two files pass
their check and say the same as CPython, and each of its commands does what is said of it.

OURO is the program under test (default build/release/ouro)."""
import os
import re
import shlex
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
HEADING = "## A lesson in ten minutes\n"


def walk():
    """The section's fenced blocks in their order, as (language, text), and the section itself."""
    with open(os.path.join(TOP, "scenarios", "README.md"), encoding="utf-8") as f:
        section = f.read().partition(HEADING)[2].partition("\n## ")[0]
    return re.findall(r"^```(\w+)\n(.*?)^```$", section, re.M | re.S), section


def ouro(folder, words):
    environment = dict(os.environ, SDL_VIDEODRIVER="dummy")
    return subprocess.run([OURO, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=120, env=environment)


def save(folder, section, blocks):
    """The files, under the names that the text in front of them gives."""
    names = re.findall(r"[Ss]ave (?:this|it) as\s+`([^`]+)`", section)
    texts = [text for language, text in blocks if language != "sh"]
    for name, text in zip(names, texts):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)
    return names, len(texts)


def test_commands(tap, folder, blocks):
    lines = [line for language, text in blocks if language == "sh" for line in text.splitlines()]
    tap.ok(len(lines) > 6 and all(line.startswith("ouro ") for line in lines), "there are commands to try", lines)
    for line in lines:
        words = shlex.split(line)[1:]
        if len(words) == 1:  # opens the window: tests/window plays; here the same file ends by itself
            words = ["check", *words]
        r = ouro(folder, words)
        tap.ok(r.returncode == 0 and not r.stderr, line, r.stderr.decode())
        if "-o" in words:
            out = os.path.join(folder, words[words.index("-o") + 1])
            made = os.listdir(out) if os.path.isdir(out) else os.path.isfile(out) and os.path.getsize(out)
            tap.ok(made, line + ": it is there", out)


def test_against_cpython(tap, folder, names):
    python, version = cpython.find("3.13")
    for name in names:
        path = os.path.join(folder, name)
        if not python:
            tap.skip(name + " says what CPython 3.13 says", version)
            continue
        script = path
        if name.endswith(".json"):
            data = lesson.load(path)
            true, wrong = lesson.verify(data, python)
            tap.ok(true > 0 and not wrong, "%s: %d claims are true in CPython %s" % (name, true, version), wrong)
            script = os.path.join(folder, "equal.py")
            with open(script, "w", encoding="utf-8") as f:
                f.write(lesson.script(data))
        status, expected = cpython.run(python, script)
        r = ouro(folder, ["run", name])
        tap.ok(status == r.returncode == 0 and r.stdout == expected,
               "%s prints what CPython %s prints" % (name, version), first_difference(expected, r.stdout))


def main():
    tap = Tap()
    blocks, section = walk()
    with tempfile.TemporaryDirectory() as folder:
        names, count = save(folder, section, blocks)
        tap.ok(len(names) == count == 2, "two files, and the text names both", "%s, %d" % (names, count))
        test_commands(tap, folder, blocks)
        test_against_cpython(tap, folder, names)
    tap.end()


main()
