#!/usr/bin/env python3
"""Random programs: run by the simulator and by CPython, they must print the same.

usage: generate.py [--count N] [--seed S] [--hard] [--ouro PROGRAM] [--keep FOLDER] [--show]

Programs number S, S+1, ... are made, each from its number alone. They use only the language that the
simulator knows, and print what they see of themselves: counts, deaths, collections, weak references,
sizes. Output and exit status must be equal; addresses count as equal, whatever they are. A program that
differs is shrunk: statements are left out as long as it still differs in the same way. One that the
simulator refuses by name is no difference; it is told apart. --hard: with the smallest thresholds and
what is known not to be counted birth by birth. Exit 1 if any differed, 3 without a CPython.
"""
import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cpython
from random_program import Generator, program
from tap import first_difference

TIMEOUT = 20


class Difference:
    def __init__(self, seed, statements, why):
        self.seed, self.statements, self.why = seed, statements, why

    def __str__(self):
        return "program %s: %s" % (self.seed, self.why)


class Refused(Exception):
    """The simulator stops at something that is not of the language, and says so."""


def without_addresses(output):
    return re.sub(rb"0x[0-9a-f]{8,}", b"0x...", output)


class Pair:
    """Both interpreters, on one program file."""

    def __init__(self, ouro, python, folder):
        self.ouro, self.python = ouro, python
        self.path = os.path.join(folder, "program.py")

    def difference(self, statements):
        """Why the two differ, or None. Raises Refused."""
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(program(statements))
        status, expected = cpython.run(self.python, self.path, TIMEOUT)
        try:
            r = subprocess.run([self.ouro, "run", self.path], stdin=subprocess.DEVNULL,
                               capture_output=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return "no end after %d s" % TIMEOUT
        expected, output = without_addresses(expected), without_addresses(r.stdout)
        refusal = re.search(r"error: (.* (?:is|are) not supported)$", r.stderr.decode("utf-8", "replace"), re.M)
        if r.returncode == 2 and refusal and expected.startswith(output):
            raise Refused(refusal.group(1))
        if output == expected and r.returncode == status:
            return None
        last = r.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        return "exit status %d, not %d; %s %s" % (r.returncode, status, first_difference(expected, output), last)

    def still_differs(self, statements):
        try:
            return self.difference(statements) is not None
        except Refused:
            return False


def shrunk(pair, statements):
    """Leave out ever smaller runs of statements as long as the outputs still differ."""
    size = len(statements) // 2
    while size >= 1:
        at = 0
        while at < len(statements):
            shorter = statements[:at] + statements[at + size:]
            if pair.still_differs(shorter):
                statements = shorter
            else:
                at += size
        size //= 2
    return statements


def compare(ouro, python, seeds, shrink=True, refused=None, hard=False):
    """The differences found; `refused` counts what the simulator refused."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(ouro, python, folder)
        for seed in seeds:
            statements = Generator(seed, hard).statements()
            try:
                why = pair.difference(statements)
            except Refused as e:
                if refused is not None:
                    refused[str(e)] += 1
                continue
            if why and shrink:
                statements = shrunk(pair, statements)
                why = pair.difference(statements)
            if why:
                found.append(Difference(seed, statements, why))
                if refused is not None:
                    print("%s\n%s" % (found[-1], "\n".join(statements)), end="\n\n", flush=True)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ouro", default=os.environ.get("OURO", "build/release/ouro"))
    parser.add_argument("--keep", help="folder for the shrunk programs that differ")
    parser.add_argument("--hard", action="store_true", help="also what is known not to be exact")
    parser.add_argument("--show", action="store_true", help="print the first program and stop")
    a = parser.parse_args()
    if a.show:
        print(program(Generator(a.seed, a.hard).statements()), end="")
        return 0
    python, version = cpython.find("3.13")
    if not python:
        print("generate.py: " + version, file=sys.stderr)
        return 3
    refused = collections.Counter()
    found = compare(os.path.abspath(a.ouro), python, range(a.seed, a.seed + a.count), refused=refused,
                    hard=a.hard)
    for difference in found:
        if a.keep:
            os.makedirs(a.keep, exist_ok=True)
            with open(os.path.join(a.keep, "program-%d.py" % difference.seed), "w") as f:
                f.write(program(difference.statements))
    print("%d programs, seeds %d to %d: %d differ from CPython %s"
          % (a.count, a.seed, a.seed + a.count - 1, len(found), version))
    for why, count in refused.most_common():
        print("    %d refused: %s" % (count, why))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
