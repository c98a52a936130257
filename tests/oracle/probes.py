#!/usr/bin/env python3
"""Probes: programs that tell between their statements what they have done to memory.

usage: probes.py [--within] [--show] FILE...     a program (.py) or a lesson (.json)

What a program prints shows little of the objects it makes. A probe prints the collector's counts and, for
each name, how often its object is referred to, its size and whether it is tracked; so it shows tuples
made in passing, room left over in lists, references held too long. Both interpreters run the same probed
program and must print the same.

Probes stand after each statement of the module, or (--within) after each statement of all suites; inside
a function they look at its parameters. Left out are modules: how often those are referred to depends on what the
interpreter does when it starts.

--show prints the probed program instead. Exit 1 if any program differs, 3 without a CPython.
"""
import argparse
import ast
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cpython
import lesson
from tap import first_difference

TIMEOUT = 60
IMMORTAL = 4000000000
VISITS = 3  # a probe in a loop speaks that often

# The names of the probe begin with an underscore: it does not look at those.
PROBE = '''
import gc as _gc, sys as _sys, weakref as _weakref
def _probe(place, names):
    visits = _visits.get(place, 0)
    _visits[place] = visits + 1
    if visits == %d:
        return
    print("@", place, _gc.get_count())
    for name in sorted(names):
        value = names[name]
        if name.startswith("_") or type(value) is _module:
            continue
        count = _sys.getrefcount(value)
        print("  ", name, count if count < %d else "immortal", _sys.getsizeof(value), _gc.is_tracked(value))
_visits, _module = {}, type(_gc)
_gc.collect()
''' % (VISITS, IMMORTAL)
ENDING = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def source(path):
    """The program in that file; of a lesson, the script it is equal to."""
    if path.endswith(".json"):
        return lesson.script(lesson.load(path))
    with open(path, encoding="utf-8") as f:
        return f.read()


def seen(function):
    """What a probe inside that function looks at: the parameters that are bound throughout."""
    gone = {node.id for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
    gone |= {node.name for node in ast.walk(function) if isinstance(node, ast.ExceptHandler)}
    names = [arg.arg for arg in ast.walk(function.args) if isinstance(arg, ast.arg)]
    return "{%s}" % ", ".join('"%s": %s' % (name, name) for name in names if name not in gone)


def suites(node, names="globals()"):
    """(suite, what probes between its statements look at) of every suite in `node`."""
    for field in ("body", "orelse", "finalbody"):
        suite = getattr(node, field, None)
        if isinstance(suite, list):
            yield suite, names
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield from suites(child, seen(child))
        elif isinstance(child, ast.ClassDef):
            yield from suites(child, "{}")
        else:
            yield from suites(child, names)


def places(module, lines, within):
    """{number of a line: the probe that stands after it}."""
    probes = {}
    for suite, names in suites(module) if within else [(module.body, "globals()")]:
        for statement in suite:
            head = lines[statement.lineno - 1]
            indent = head[:len(head) - len(head.lstrip())]
            own_line = len(indent) == statement.col_offset or suite is module.body
            if own_line and not isinstance(statement, ENDING):
                probes[statement.end_lineno] = "%s_probe(%d, %s)" % (indent, statement.end_lineno, names)
    return probes


def probed(text, within):
    """The program with its probes."""
    module, lines = ast.parse(text), text.split("\n")
    probes = places(module, lines, within)
    first = 0
    if ast.get_docstring(module) is not None:
        first = module.body[0].end_lineno
        probes.pop(first, None)
    out = lines[:first] + PROBE.strip("\n").split("\n")
    for number, line in enumerate(lines[first:], first + 1):
        out.append(line)
        if number in probes:
            out.append(probes[number])
    return "\n".join(out) + "\n"


def difference(ouro, python, path, within):
    """Why the two interpreters differ on that probed program, or None."""
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "probed.py")
        with open(program, "w", encoding="utf-8") as f:
            f.write(probed(source(path), within))
        status, expected = cpython.run(python, program, TIMEOUT)
        r = subprocess.run([ouro, "run", program], stdin=subprocess.DEVNULL, capture_output=True,
                           timeout=TIMEOUT)
    if r.stdout == expected and r.returncode == status:
        return None
    last = r.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
    return "exit status %d, CPython %d; %s %s" % (r.returncode, status,
                                                  first_difference(expected, r.stdout), last)


def main():
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--within", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--ouro", default=os.path.join(top, "build", "release", "ouro"))
    parser.add_argument("files", nargs="+")
    asked = parser.parse_args()
    if asked.show:
        for path in asked.files:
            sys.stdout.write(probed(source(path), asked.within))
        return
    python, version = cpython.find()
    if not python:
        print("probes.py: " + version, file=sys.stderr)
        sys.exit(3)
    differing = 0
    for path in asked.files:
        why = difference(asked.ouro, python, path, asked.within)
        if why:
            differing += 1
            print("%s: %s" % (path, why))
    print("%d programs, %d differ from CPython %s" % (len(asked.files), differing, version))
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
