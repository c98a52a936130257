#!/usr/bin/env python3
"""Random programs: run by the simulator and by CPython, they must print the same.

usage: generate.py [--count N] [--seed S] [--hard] [--invariants-every N] [--ouro PROGRAM] [--keep FOLDER] [--show]

Programs number S, S+1, ... are made, each from its number alone. They use only the language that the
simulator knows, and print what they see of themselves: counts, deaths, collections, weak references,
sizes. Output and exit status must be equal; addresses count as equal, whatever they are. A program that
differs is shrunk: statements are left out as long as it still differs in the same way. One that the
simulator refuses by name is no difference; it is told apart, and so is one that CPython itself prints
otherwise each time, for it shows the hash of a text or an address. Each 20th program is run once more with its
whole memory checked after every event (ouro check --invariants); that it does not hold is a difference,
too. --hard: with what is known not to be counted birth by birth (random_program.py).
Exit 1 if any differed, 3 without a CPython.
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
from random_program import Generator, program, unbound
from tap import first_difference

TIMEOUT = 20
CHECK_TIMEOUT = 300
INVARIANTS_EVERY = 20
STEADY = 8  # so often CPython must print the same before a difference is believed


class Difference:
    def __init__(self, seed, statements, why):
        self.seed, self.statements, self.why = seed, statements, why

    def __str__(self):
        return "program %s: %s" % (self.seed, self.why)


class Refused(Exception):
    """The simulator stops at something that is not of the language, and says so."""


class Unsteady(Refused):
    """Nobody can print what CPython prints: it prints something else each time."""


class Outcome:
    """What was found: the differences, what was refused how often, how many programs' memory was checked and
    of how many it did not hold."""

    def __init__(self):
        self.found = []
        self.refused = collections.Counter()
        self.checked = self.broken = 0


def without_addresses(output):
    """What is compared. Where nan stands in a set is a question of its address, too."""
    output = re.sub(rb"0x[0-9a-f]{8,}", b"0x...", output)
    return re.sub(rb"\{[^{}:\n]*\bnan\b[^{}:\n]*\}", lambda m: b"".join(sorted(re.split(rb"[{}, ]", m.group()))), output)


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
        for i in range(STEADY):
            if without_addresses(cpython.run(self.python, self.path, TIMEOUT)[1]) != expected:
                raise Unsteady("not the same each time in CPython itself")
        last = r.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        return "exit status %d, not %d; %s %s" % (r.returncode, status, first_difference(expected, output), last)

    def broken_invariant(self, statements):
        """What does not hold in the simulator's memory after some event, or None."""
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(program(statements))
        try:
            r = subprocess.run([self.ouro, "check", "--invariants", self.path], stdin=subprocess.DEVNULL,
                               capture_output=True, timeout=CHECK_TIMEOUT)
        except subprocess.TimeoutExpired:
            return "memory not checked in %d s" % CHECK_TIMEOUT
        told = r.stderr.decode("utf-8", "replace")
        broken = re.search(r"after event \d+ \(\w+\): .*", told)
        if broken:
            return broken.group()
        # An exception that nobody catches is a step that fails; what is refused is told elsewhere.
        return None if 0 <= r.returncode <= 2 else "check ends with %d: %s" % (r.returncode, told[-400:])


def whether(look, statements):
    """Does `look`, a method of Pair, find something wrong with them?"""
    try:
        return look(statements) is not None
    except Refused:
        return False


def shrunk(look, statements):
    """Leave out ever smaller runs of statements, but no name that the others need, as long as `look` finds
    something wrong."""
    size = len(statements) // 2
    while size >= 1:
        at = 0
        while at < len(statements):
            shorter = statements[:at] + statements[at + size:]
            if not unbound(shorter) and whether(look, shorter):
                statements = shorter
            else:
                at += size
        size //= 2
    return statements


def wrong(outcome, seed, look, statements, why, shrink, tell):
    """One more difference."""
    if shrink:
        statements = shrunk(look, statements)
        why = look(statements)
    outcome.found.append(Difference(seed, statements, why))
    if tell:
        print("%s\n%s" % (outcome.found[-1], "\n".join(statements)), end="\n\n", flush=True)


def compare(ouro, python, seeds, shrink=True, hard=False, every=INVARIANTS_EVERY, tell=False):
    """The Outcome. `every`: that part of the programs has its memory checked, 0: none. `tell`: print each
    difference at once."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(ouro, python, folder)
        for seed in seeds:
            statements = Generator(seed, hard).statements()
            try:
                why = pair.difference(statements)
            except Refused as e:
                outcome.refused[str(e)] += 1
                continue
            if why:
                wrong(outcome, seed, pair.difference, statements, why, shrink, tell)
            if every and seed % every == 0:
                outcome.checked += 1
                why = pair.broken_invariant(statements)
                if why:
                    outcome.broken += 1
                    wrong(outcome, seed, pair.broken_invariant, statements, why, shrink, tell)
    return outcome


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ouro", default=os.environ.get("OURO", "build/release/ouro"))
    parser.add_argument("--keep", help="folder for the shrunk programs that differ")
    parser.add_argument("--hard", action="store_true", help="also what is known not to be counted birth by birth")
    parser.add_argument("--invariants-every", type=int, default=INVARIANTS_EVERY, metavar="N",
                        help="check the memory of each N-th program after every event; 0: of none")
    parser.add_argument("--show", action="store_true", help="print the first program and stop")
    a = parser.parse_args()
    if a.show:
        print(program(Generator(a.seed, a.hard).statements()), end="")
        return 0
    python, version = cpython.find("3.13")
    if not python:
        print("generate.py: " + version, file=sys.stderr)
        return 3
    outcome = compare(os.path.abspath(a.ouro), python, range(a.seed, a.seed + a.count), hard=a.hard,
                      every=a.invariants_every, tell=True)
    for difference in outcome.found:
        if a.keep:
            os.makedirs(a.keep, exist_ok=True)
            with open(os.path.join(a.keep, "program-%d.py" % difference.seed), "w") as f:
                f.write(program(difference.statements))
    print("%d programs, seeds %d to %d: %d differ from CPython %s; invariants after every event of %d of them: %d failed"
          % (a.count, a.seed, a.seed + a.count - 1, len(outcome.found), version, outcome.checked, outcome.broken))
    for why, count in outcome.refused.most_common():
        print("    %d left out: %s" % (count, why))
    return 1 if outcome.found else 0


if __name__ == "__main__":
    sys.exit(main())
