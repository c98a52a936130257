#!/usr/bin/env python3
"""Programs run by the simulator print, byte for byte, what CPython 3.13.0 printed (stored under
tests/oracle/expected), and where a CPython 3.13 is found, what that one prints now; random programs too.

OURO is the program under test (default build/release/ouro)."""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(TOP, "tests", "oracle")
PROGRAMS = os.path.join(FOLDER, "programs")
sys.path.insert(0, FOLDER)
import cpython
import generate
from tap import Tap, first_difference

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
SERIES = "3.13"
RANDOM_PROGRAMS = 40


def stored():
    """(name, program, path of its stored output) of every program, whether stored or not."""
    for topic in sorted(os.listdir(PROGRAMS)):
        folder = os.path.join(PROGRAMS, topic)
        for file in sorted(f for f in os.listdir(folder) if f.endswith(".py")):
            name = topic + "/" + file[:-3]
            yield (name, os.path.join(folder, file),
                   os.path.join(FOLDER, "expected", SERIES, name + ".out"))


def read(path):
    with open(path, "rb") as f:
        return f.read()


def run_ouro(job):
    return subprocess.run([OURO, "run", job[1], "--python", SERIES], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60)


def test_stored(tap, jobs):
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run_ouro, jobs))
    for (name, _, output), r in zip(jobs, results):
        expected = read(output)
        tap.ok(r.stdout == expected and r.returncode == 0,
               name + " prints what CPython 3.13.0 printed",
               "exit status %d; %s\n%s" % (r.returncode, first_difference(expected, r.stdout),
                                           r.stderr.decode()[-400:]))


def test_fresh(tap, jobs, python, version):
    """The stored outputs are no legend: this machine's CPython still prints them."""
    def differs(job):
        expected, (_, got) = read(job[2]), cpython.run(python, job[1])
        return None if got == expected else job[0] + ": " + first_difference(expected, got)
    with ThreadPoolExecutor(2) as pool:
        wrong = [d for d in pool.map(differs, jobs) if d]
    tap.ok(not wrong, "CPython %s at hand prints the %d stored outputs" % (version, len(jobs)),
           "\n".join(wrong))


def main():
    tap = Tap()
    jobs = list(stored())
    tap.ok(len(jobs) >= 40, "there are programs to compare", "found %d" % len(jobs))
    test_stored(tap, jobs)
    python, version = cpython.find(SERIES)
    if python:
        test_fresh(tap, jobs, python, version)
        outcome = generate.compare(OURO, python, range(1, RANDOM_PROGRAMS + 1), shrink=False)
        tap.ok(not outcome.found and outcome.checked, "%d random programs print what CPython %s prints, and the memory "
               "of %d holds after every event" % (RANDOM_PROGRAMS, version, outcome.checked),
               "\n".join(str(d) for d in outcome.found))
    else:
        tap.skip("the stored outputs against a CPython at hand", version)
        tap.skip("random programs against a CPython at hand", version)
    tap.end()


main()
