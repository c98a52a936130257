#!/usr/bin/env python3
"""The gates of `make check`: rules that the code keeps, read from its text and its objects.

usage: gates.py [--top FOLDER] [--library libsim.a] [--pictures librender.a] [--cc CC] [--cflags FLAGS] [GATE ...]

Prints a line per gate and, for each violation, where it is. Exit 1 if there is one. A gate that found
nothing to look at has failed, too: it would prove nothing.
"""
import argparse
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

FUNCTION_LINES = 70
FILE_LINES = 800

# Which rooms a room may include, besides itself. Includes go against the flow of data, never along it.
SIM_CORE = ["sim/base", "sim/profile", "sim/scenario", "sim/lang", "sim/log", "sim/memory", "sim/vm",
            "sim/facade"]
PICTURES = ["sim/base", "sim/facade", "sim/scenario/scenario.h", "render/scene", "render/draw"]
ROOMS = {
    "sim/base": [],
    "sim/profile": ["sim/base"],
    "sim/scenario": ["sim/base"],
    "sim/lang": ["sim/base"],
    "sim/log": ["sim/base", "sim/profile"],
    "sim/memory": ["sim/base", "sim/profile", "sim/log"],
    "sim/vm": ["sim/base", "sim/profile", "sim/lang", "sim/log", "sim/memory"],
    "sim/facade": SIM_CORE,  # the files directly in sim/: session, view, what is asked of them
    "sim/report": ["sim/base", "sim/scenario", "sim/log", "sim/memory", "sim/facade"],
    "sim/cli": SIM_CORE + ["sim/report"],
    "render/scene": ["sim/base", "sim/facade", "sim/scenario/scenario.h"],
    "render/draw": ["sim/base", "render/scene/frame.h", "render/scene/theme.h"],
    "render/export": PICTURES,
    "render/window": PICTURES + ["render/export"],
    "render/cli": SIM_CORE + ["sim/report", "sim/cli", "render/scene", "render/draw",
                              "render/export", "render/window"],
}

# What a simulator that gives the same bytes twice must not call, and what only commands may do.
NOT_DETERMINISTIC = {"rand", "srand", "random", "time", "clock", "clock_gettime", "gettimeofday",
                     "getenv", "setlocale", "localtime", "localtime_r", "gmtime", "drand48", "getrandom",
                     "arc4random", "SDL_GetTicks", "SDL_GetTicks64", "SDL_GetPerformanceCounter"}
FOR_COMMANDS_ONLY = {"printf", "puts", "putchar", "__printf_chk", "stdout", "stderr", "exit", "_exit", "abort"}
# The rooms of commands; the window has a clock besides.
COMMANDS = ["sim/cli", "render/cli"]
INTERACTIVE = COMMANDS + ["render/window"]


def files(top, folders, endings):
    for folder in folders:
        for here, inner, names in os.walk(os.path.join(top, folder)):
            inner.sort()
            inner[:] = [name for name in inner if name not in ("__pycache__", "expected")]
            for name in sorted(names):
                if name.endswith(endings):
                    yield os.path.relpath(os.path.join(here, name), top)


def text_of(top, path):
    with open(os.path.join(top, path), encoding="utf-8", errors="replace") as f:
        return f.read()


# --- includes --------------------------------------------------------------------------------------

def room_of(path):
    parts = path.split("/")
    if parts[0] == "sim" and len(parts) == 2:
        return "sim/profile" if parts[1].startswith(("profile.", "profile_")) else "sim/facade"
    return "/".join(parts[:2])


def may_include(path, header):
    room, target = room_of(path), room_of(header)
    return target == room or any(a in (target, header) for a in ROOMS[room])


def gate_includes(a):
    """includes go against the flow of data"""
    seen, wrong = 0, []
    for path in files(a.top, ["sim", "render"], (".c", ".h", ".def")):
        if room_of(path) not in ROOMS:
            wrong.append("%s: stands in no known room" % path)
            continue
        for number, line in enumerate(text_of(a.top, path).split("\n"), 1):
            m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not m:
                continue
            seen += 1
            if not os.path.isfile(os.path.join(a.top, m.group(1))):
                wrong.append("%s:%d: %s: write the path from the top" % (path, number, m.group(1)))
            elif not may_include(path, m.group(1)):
                wrong.append("%s:%d: %s may not include %s"
                             % (path, number, room_of(path), m.group(1)))
    return seen, wrong


# --- text ------------------------------------------------------------------------------------------

def functions(text):
    """(line, name, number of lines) of every function whose body starts in the first column."""
    start, name, last = 0, "", ""
    for number, line in enumerate(text.split("\n"), 1):
        opens = line == "{" or (re.match(r"[A-Za-z_]", line) and line.endswith(") {"))
        if opens and not start:
            start, name = number, (last if line == "{" else line)
        elif line.startswith("}") and start:
            yield start, name.strip(" {"), number - start
            start = 0
        if line.strip():
            last = line


def gate_lengths(a):
    seen, wrong = 0, []
    for path in files(a.top, ["sim", "render", "tests"], (".c", ".h", ".py", ".t")):
        text = text_of(a.top, path)
        if text.count("\n") > FILE_LINES:
            wrong.append("%s: %d lines" % (path, text.count("\n")))
        if not path.endswith(".c"):
            continue
        for line, name, length in functions(text):
            seen += 1
            if length > FUNCTION_LINES:
                wrong.append("%s:%d: %d lines: %s" % (path, line, length, name))
    return seen, wrong


gate_lengths.__doc__ = "no function over %d lines, no file over %d" % (FUNCTION_LINES, FILE_LINES)


def gate_words(a):
    """nothing is left for later"""
    word = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
    seen, wrong = 0, []
    endings = (".c", ".h", ".def", ".py", ".t", ".sh", ".json", ".md")
    for path in files(a.top, ["sim", "render", "tests", "scenarios"], endings):
        for number, line in enumerate(text_of(a.top, path).split("\n"), 1):
            seen += 1
            if word.search(line):
                wrong.append("%s:%d: %s" % (path, number, line.strip()))
    return seen, wrong


# --- compiler and objects --------------------------------------------------------------------------

def gate_headers(a):
    """every header compiles alone"""
    command = [*shlex.split(a.cc), "-std=c17", "-I.", "-Wall", "-Wextra", "-Werror",
               "-Wno-unused-function", *shlex.split(a.cflags), "-fsyntax-only", "-x", "c", "-"]

    def compile_alone(path):
        # Included from an empty file: a header as main file would warn of its own `static inline`s.
        r = subprocess.run(command, cwd=a.top, input='#include "%s"\n' % path, text=True,
                           capture_output=True)
        return None if r.returncode == 0 else "%s: %s" % (path, r.stderr.strip().split("\n")[0])
    headers = list(files(a.top, ["sim", "render"], (".h",)))
    with ThreadPoolExecutor(2) as pool:
        return len(headers), [w for w in pool.map(compile_alone, headers) if w]


def lines_of(*command):
    r = subprocess.run(command, text=True, capture_output=True)
    if r.returncode != 0:
        raise RuntimeError(r.stderr)
    return r.stdout.split("\n")


def undefined(library):
    """(object file, symbol) of all that the library wants from elsewhere."""
    for line in lines_of("nm", "-A", "-u", library):
        if " U " in line:
            where, symbol = line.rsplit(" U ", 1)
            yield where.split(":")[1], symbol.strip()


def members(a, rooms):
    """The names of the objects that are made from the sources of these rooms alone."""
    inside, outside = set(), set()
    for path in files(a.top, ["sim", "render"], (".c",)):
        (inside if room_of(path) in rooms else outside).add(os.path.basename(path)[:-2] + ".o")
    return inside - outside


def gate_sdl(a):
    """the simulator never calls SDL"""
    symbols = list(undefined(a.library))
    return len(symbols), ["%s: %s" % s for s in symbols if s[1].startswith(("SDL_", "TTF_"))]


def gate_pure(a):
    """outside commands and window: no clock, no chance, no printing, no exit"""
    apart = members(a, INTERACTIVE)
    symbols = [s for library in (a.library, a.pictures) for s in undefined(library) if s[0] not in apart]
    return len(symbols), ["%s: %s" % s for s in symbols
                          if s[1] in NOT_DETERMINISTIC | FOR_COMMANDS_ONLY]


def gate_state(a):
    """outside the commands: no mutable state at file scope"""
    commands, member, seen, wrong = members(a, COMMANDS), "", 0, []
    for line in lines_of("objdump", "-t", a.library) + lines_of("objdump", "-t", a.pictures):
        m = re.match(r"(\S+\.o):\s+file format", line)
        if m:
            member = m.group(1)
            continue
        fields = line.split()
        if " O " in line and len(fields) >= 5:
            seen += 1
            if fields[-3] in (".data", ".bss") and member not in commands:
                wrong.append("%s: %s" % (member, fields[-1]))
    return seen, wrong


GATES = {g.__name__[5:]: g for g in (gate_includes, gate_lengths, gate_words, gate_headers, gate_sdl,
                                     gate_pure, gate_state)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--top", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser.add_argument("--library", default="build/release/libsim.a")
    parser.add_argument("--pictures", default="build/release/librender.a")
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--cflags", default="")
    parser.add_argument("gates", nargs="*", metavar="GATE", help=", ".join(GATES))
    a = parser.parse_args()
    unknown = [g for g in a.gates if g not in GATES]
    if unknown:
        parser.error("no gate called " + ", ".join(unknown))
    failed = 0
    for name in a.gates or GATES:
        seen, wrong = GATES[name](a)
        print("%-9s %-62s %s" % (name, GATES[name].__doc__, "ok" if seen and not wrong else "FAILED"))
        if not seen:
            print("    nothing to look at")
        for line in wrong:
            print("    " + line)
        failed += not seen or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
