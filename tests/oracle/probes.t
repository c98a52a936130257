#!/usr/bin/env python3
"""Between their statements, the stored programs and the lessons have done to memory what they do to it in
CPython 3.13.0: the collector's counts, references, sizes, tracking (probes.py).

Judged only by the patch level that the profile is pinned to: what probes see differs between patches.
OURO is the program under test (default build/release/ouro)."""
import glob
import os
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import cpython
import probes
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
SERIES = "3.13"

# Why a program differs: the programs. One that is listed and does not differ fails this test.
KNOWN = {
    # Which numbers are small depends on how many objects there are from the start.
    "how much there is from the start": """
        collector/frozen_worlds heirs/collector""",
    # sys.stdout keeps all texts until it hands them on; here those that nobody else holds are gone at once,
    # and their memory is given out again.
    "memory of texts not yet written": """
        heap/kept scenarios/07-addresses/id-and-reuse.json scenarios/10-heap/free-lists.json
        scenarios/11-misconceptions/an-id-is-unique-for-ever.json""",
    # The room that a freed frame or coroutine keeps.
    "sizes and depth of frames": """
        exceptions/deep_recursion""",
    # What isinstance() has answered, an abstract base class remembers.
    "library code": """
        weakrefs/value_dictionary""",
    # A start-up object that the script names has an owner more there: sys.stdout, a small number, a builtin.
    "start-up objects": """
        collector/get_objects""",
    # A warning that is shown makes CPython import modules that are Python code.
    "warnings": """
        introspection/sequences generators/closing""",
}


def programs():
    """{name: path}"""
    folder = os.path.join(HERE, "programs")
    found = {os.path.relpath(p, folder)[:-3]: p for p in glob.glob(os.path.join(folder, "*", "*.py"))}
    lessons = os.path.join(TOP, "scenarios")
    for ending in ("json", "py"):
        found.update({os.path.relpath(p, TOP): p for p in glob.glob(os.path.join(lessons, "*", "*." + ending))})
    return found


def main():
    tap = Tap()
    found = programs()
    known = [name for reason in KNOWN.values() for name in reason.split()]
    strangers = sorted(set(known) - set(found))
    tap.ok(len(found) >= 40 and not strangers, "there are programs to probe, the exceptions among them",
           "%d programs; unknown: %s" % (len(found), strangers))
    python, version = cpython.find(SERIES)
    if version != cpython.PINNED[SERIES]:
        tap.skip("probed programs against CPython " + cpython.PINNED[SERIES],
                 "found " + version if python else version)
        tap.end()
    names = sorted(found)
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda name: probes.difference(OURO, python, found[name], False), names)
        for name, why in zip(names, answers):
            if name in known:
                tap.ok(why, name + " differs for a known reason", "it does not differ any more: take it off the list")
            else:
                tap.ok(not why, "%s does to memory what it does in CPython %s" % (name, version), why or "")
    tap.end()


main()
