#!/usr/bin/env python3
"""Traces, text and JSON, of the fixtures and of every shipped lesson, against stored ones; and every
JSON trace against the rules that an outside reader may count on (trace_rules.py).

    tests/golden/traces.t            compare
    tests/golden/traces.t --update   write the stored traces anew: read the diff before you commit it

OURO is the program under test (default build/release/ouro)."""
import glob
import os
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.join(TOP, "tests", "oracle")]
import trace_rules
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
STORED = os.path.join(HERE, "traces")


def scenarios():
    """Paths below the top, as they stand in the traces' headers."""
    found = []
    for pattern in ("tests/golden/fixtures/*", "scenarios/*/*"):
        found += glob.glob(os.path.join(TOP, pattern))
    return sorted(os.path.relpath(p, TOP) for p in found if p.endswith((".json", ".py")))


def trace(path, *options):
    r = subprocess.run([OURO, "trace", path, *options], cwd=TOP, stdin=subprocess.DEVNULL,
                       capture_output=True, timeout=120)
    return r.returncode, r.stdout, r.stderr


def stored_path(path, ending):
    return os.path.join(STORED, path.replace(os.sep, "/") + ending)


def difference(expected, got):
    """Where two traces part, with a little of what stands there: lines of JSON are long."""
    common = len(os.path.commonprefix([expected, got]))
    line, start = expected.count(b"\n", 0, common) + 1, max(0, common - 60)
    return "line %d:\nexpected %s\ngot      %s" % (
        line, ascii(expected[start:common + 80]), ascii(got[start:common + 80]))


def compare(tap, name, path, ending, got):
    try:
        with open(stored_path(path, ending), "rb") as f:
            expected = f.read()
    except FileNotFoundError:
        tap.ok(False, name, "nothing is stored; write it with --update")
        return
    tap.ok(expected == got, name, difference(expected, got))


def update(path, ending, *options):
    status, got, errors = trace(path, *options)
    if status != 0:
        sys.exit("%s: nothing is stored:\n%s" % (path, errors.decode()))
    target = stored_path(path, ending)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as f:
        f.write(got)


def wrong_with(text, with_interpreter=False):
    try:
        records = trace_rules.read(text.decode("utf-8"))
        return trace_rules.trace_wrong(records, with_interpreter)
    except ValueError as e:
        return [str(e)]


def test_scenario(tap, path):
    status, text, errors = trace(path)
    tap.ok(status == 0, "%s: the text trace ends well" % path, errors.decode())
    compare(tap, "%s: the text trace is the stored one" % path, path, ".txt", text)
    status, lines, errors = trace(path, "--json")
    tap.ok(status == 0, "%s: the JSON trace ends well" % path, errors.decode())
    compare(tap, "%s: the JSON trace is the stored one" % path, path, ".jsonl", lines)
    wrong = wrong_with(lines)
    tap.ok(not wrong, "%s: every count of the JSON trace is explained" % path,
           "\n".join(wrong[:20]))
    again = trace(path, "--json")[1]
    tap.ok(again == lines, "%s: two runs trace the same bytes" % path)
    wrong = wrong_with(trace(path, "--json", "--all")[1], True)
    tap.ok(not wrong, "%s: every count is explained with --all, too" % path, "\n".join(wrong[:20]))


def stored_traces():
    return sorted(os.path.relpath(p, STORED)
                  for p in glob.glob(os.path.join(STORED, "**", "*"), recursive=True)
                  if os.path.isfile(p))


def main():
    paths = scenarios()
    if sys.argv[1:] == ["--update"]:
        for path in paths:
            update(path, ".txt")
            update(path, ".jsonl", "--json")
        return
    tap = Tap()
    tap.ok(len(paths) > 5, "there is something to trace", str(paths))
    for path in paths:
        test_scenario(tap, path)
    known = {p.replace(os.sep, "/") + ending for p in paths for ending in (".txt", ".jsonl")}
    left_over = [p for p in stored_traces() if p.replace(os.sep, "/") not in known]
    tap.ok(not left_over, "every stored trace has its scenario", "\n".join(left_over))
    tap.end()


main()
