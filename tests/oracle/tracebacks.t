#!/usr/bin/env python3
"""Compare what is written about uncaught exceptions with CPython, byte for byte: frames, lines, marks under
them, chains, repeated lines, what may have been meant.

The programs stand in tracebacks/programs.txt, separated by "# ---"; what CPython 3.13.0 said (exit status,
standard output, standard error) in tracebacks/expected-3.13.json. `tracebacks.t --update` asks it again.
"""

import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import cpython  # noqa: E402
import tap  # noqa: E402

SERIES = "3.13"
PROGRAMS = os.path.join(HERE, "tracebacks", "programs.txt")
EXPECTED = os.path.join(HERE, "tracebacks", "expected-%s.json" % SERIES)
OURO = os.environ.get("OURO", os.path.join(HERE, "..", "..", "build", "release", "ouro"))


def programs():
    with open(PROGRAMS, encoding="utf-8") as file:
        return file.read().split("# ---\n")


def run(command, folder):
    """[exit status, standard output, standard error] of the program in `folder`."""
    path = os.path.join(folder, "program.py")
    done = subprocess.run(command + [path], stdin=subprocess.DEVNULL, capture_output=True, cwd=folder,
                          timeout=120, encoding="utf-8", env=dict(os.environ, PYTHONIOENCODING="utf-8"))
    return [done.returncode] + [text.replace(folder, "FOLDER") for text in (done.stdout, done.stderr)]


def each(command, sources):
    for source in sources:
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "program.py"), "w", encoding="utf-8") as file:
                file.write(source)
            yield run(command, os.path.realpath(folder))


def ask_cpython(path):
    return list(each([path] + cpython.FLAGS, programs()))


def update():
    path, version = cpython.find(SERIES)
    if version != cpython.PINNED[SERIES]:
        sys.exit("tracebacks: need CPython %s, found %s" % (cpython.PINNED[SERIES], version))
    with open(EXPECTED, "w", encoding="utf-8") as file:
        json.dump(ask_cpython(path), file, ensure_ascii=False, indent=1)
        file.write("\n")


def main():
    if sys.argv[1:] == ["--update"]:
        return update()
    with open(EXPECTED, encoding="utf-8") as file:
        expected = json.load(file)
    sources = programs()
    if len(sources) != len(expected):
        sys.exit("tracebacks: %d programs, %d answers: tracebacks.t --update" % (len(sources), len(expected)))
    t = tap.Tap()
    for number, (source, want, got) in enumerate(zip(sources, expected, each([OURO, "run"], sources)), 1):
        t.ok(got == want, "program %d" % number,
             "%s\nCPython: exit %d\n%s\nouro: exit %d\n%s" % (source, want[0], want[2], got[0], got[2]))
    path, version = cpython.find(SERIES)
    same = "CPython %s says what is stored" % cpython.PINNED[SERIES]
    if version == cpython.PINNED[SERIES]:
        t.ok(ask_cpython(path) == expected, same, "tracebacks.t --update would tell")
    else:
        t.skip(same, "it is not here")
    t.end()


main()
