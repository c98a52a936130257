#!/usr/bin/env python3
"""What the engine costs, as ratios against CPython 3.13 on the same program in the same minute.

usage: bench.py [--quick]         OURO: the program (default build/release/ouro)

Each figure is the least wall time of several runs, the two programs taking turns. A program's size is
the line `N = ...` in it (tests/bench/programs); --quick divides it by ten. Exit 1 if an output differs:
a fast wrong answer is no figure.
"""
import os
import re
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
import cpython

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
RATIOS = ["create_and_drop", "create_and_drop_in_function", "attributes", "lists", "lists_in_function",
          "dict_cache", "dict_names", "calls", "pairs", "rings"]
ROUNDS = 5
MAX_EVENTS = "100000000"


class Bench:
    def __init__(self, folder, python, quick):
        self.folder, self.python, self.quick = folder, python, quick
        self.failed = False

    def program(self, name, **values):
        """A copy of a program with some of its `NAME = number` lines set; returns (path, N)."""
        with open(os.path.join(HERE, "programs", name + ".py"), encoding="utf-8") as f:
            text = f.read()
        if "N" not in values:
            n = int(re.search(r"^N = (\d+)$", text, re.M).group(1))
            values["N"] = n // 10 if self.quick else n
        for key, value in values.items():
            text, count = re.subn(r"^%s = \d+$" % key, "%s = %d" % (key, value), text, flags=re.M)
            assert count == 1, (name, key)
        path = os.path.join(self.folder, name + "".join("-%s%d" % v for v in sorted(values.items())))
        with open(path + ".py", "w", encoding="utf-8") as f:
            f.write(text)
        return path + ".py", values["N"]

    def time(self, command):
        start = time.perf_counter()
        r = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        if r.returncode != 0:
            sys.exit("bench: %s: exit status %d\n%s" % (" ".join(command), r.returncode,
                                                       r.stderr.decode()))
        return time.perf_counter() - start, r

    def least(self, *commands):
        """The least time of each command, and their last outputs; the commands take turns."""
        best, outputs = [float("inf")] * len(commands), [None] * len(commands)
        for _ in range(ROUNDS):
            for i, command in enumerate(commands):
                took, r = self.time(command)
                best[i], outputs[i] = min(best[i], took), r
        return best, outputs

    def judge(self, path):
        return [self.python, *cpython.FLAGS, path]

    def compare(self, name):
        """`run`, which keeps nothing, and `check`, which keeps the log and says what it weighs."""
        path, n = self.program(name)
        run, check = [OURO, "run", path], [OURO, "check", "--stats", "--max-events", MAX_EVENTS, path]
        times, (a, checked, b) = self.least(run, check, self.judge(path))
        if a.stdout != b.stdout:
            print("%s: the outputs differ" % name)
            self.failed = True
        run_time, check_time, judge_time = times
        print("%-28s N %8d   run %7.1f ms   check %7.1f ms   CPython %7.1f ms   ratios %.2f %.2f"
              % (name, n, run_time * 1e3, check_time * 1e3, judge_time * 1e3,
                 run_time / judge_time, check_time / judge_time))
        for line in checked.stdout.decode().split("\n"):
            if "events," in line:
                print("     " + line)

    def linearity(self):
        big, n = self.program("create_and_drop")
        small, m = self.program("create_and_drop", N=n // 10)
        empty, _ = self.program("create_and_drop", N=1)
        (t_big, t_small, t_empty), _ = self.least(*[[OURO, "run", p] for p in (big, small, empty)])
        print("grow  create_and_drop: %d ns each at N %d, %d ns each at N %d (10 times N takes %.1f"
              " times as long)" % ((t_small - t_empty) / m * 1e9, m, (t_big - t_empty) / n * 1e9, n,
                                   (t_big - t_empty) / (t_small - t_empty)))

    def collections(self):
        """One collection of N living objects: the difference that five more of them make."""
        one, n = self.program("collect_live", ROUNDS=1)
        six, _ = self.program("collect_live", ROUNDS=6)
        best, _ = self.least([OURO, "run", one], [OURO, "run", six], self.judge(one),
                             self.judge(six))
        ours, theirs = (best[1] - best[0]) / 5, (best[3] - best[2]) / 5
        print("gc    one collection of %d objects: ouro %.1f ms, CPython %.1f ms, ratio %.2f"
              % (n, ours * 1e3, theirs * 1e3, ours / theirs))


def main():
    python, version = cpython.find("3.13")
    if not python:
        print("bench: skipped: " + version)
        return 0
    print("against CPython %s (least of %d runs)" % (version, ROUNDS))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, python, "--quick" in sys.argv[1:])
        for name in RATIOS:
            bench.compare(name)
        bench.linearity()
        bench.collections()
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
