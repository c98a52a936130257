#!/usr/bin/env python3
"""A program that asks for too much ends at a limit that has a name: the position, the line, a caret, exit
status 1; in bounded memory and without a long silence.

OURO is the program under test (default build/release/ouro)."""
import os
import resource
import subprocess
import sys
import time

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join("tests", "limits")
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap, first_difference

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
# A sanitized program is slower and keeps shadows of its memory.
PLAIN = os.environ.get("VARIANT", "release") == "release"
# The sanitizer's memmem() looks at all that is left of a text each time, also behind what it finds:
# splitting a long one would take it for ever. What it would tell of that one function is not checked here.
ENVIRONMENT = dict(os.environ, ASAN_OPTIONS=":".join(
    filter(None, [os.environ.get("ASAN_OPTIONS"), "intercept_memmem=0"])))
SECONDS = 30 if PLAIN else 300
KIB = 1536 * 1024 if PLAIN else 8 * 1024 * 1024


def test_limit(tap, name):
    with open(os.path.join(TOP, FOLDER, name + ".expected"), "rb") as file:
        expected = file.read()
    started = time.monotonic()
    done = subprocess.run([OURO, "check", os.path.join(FOLDER, name + ".py")], cwd=TOP,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=600, env=ENVIRONMENT)
    seconds = time.monotonic() - started
    tap.ok(done.returncode == 1 and done.stderr == expected, f"{name}: ends at its limit",
           f"exit {done.returncode}\n" + first_difference(expected, done.stderr))
    tap.ok(seconds < SECONDS, f"{name}: within {SECONDS} seconds", f"{seconds:.1f} s")


def main():
    tap = Tap()
    names = sorted(f[:-3] for f in os.listdir(os.path.join(TOP, FOLDER)) if f.endswith(".py"))
    tap.ok(len(names) >= 10, "there are programs that ask for too much", names)
    for name in names:
        test_limit(tap, name)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    tap.ok(peak < KIB, "no run took more than 1.5 GiB", f"{peak} KiB")
    tap.end()


main()
