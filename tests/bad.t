#!/usr/bin/env python3
"""What `ouro check` says of bad files: tests/bad/NAME.json or NAME.py must be refused with exactly the
message in NAME.expected, on stderr, exit 2, and nothing on stdout. Files beyond a limit are made here.

OURO is the program under test (default build/release/ouro). Output is TAP."""
import os
import resource
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap, first_difference

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
BAD = "tests/bad"
SMALL_BYTES = 1024       # a bomb is a small file ...
SMALL_SECONDS = 0.1      # ... that must be refused at once: of a processor's time, others use the machine, too

KIB = 1024
DO = '{"title": "x", "steps": [{"do": "'


def limits():
    """(what, file name, content, where and why)"""
    bracket = "brackets are nested too deeply (the limit is 64)"
    values = "[" + "0," * 1000000
    say = DO + 'a = []", "say": '
    long_text = f"1:{len(DO)}: error: a text has too many bytes (the limit is 65536)"
    return [
        ("65 arrays in one another", "deep.json", "[" * 65 + "]" * 65, "1:65: error: " + bracket),
        ("1,000 objects in one another", "deeper.json", '{"a":' * 1000, "1:321: error: " + bracket),
        ("a million brackets", "deepest.json", "[" * 1000000, "1:65: error: " + bracket),
        ("a million values", "values.json", values,
         "1:2000000: error: too many values (the limit is 1000000)"),
        ("a text of 64 KiB and a byte", "text.json", DO + "a" * (64 * KIB + 1) + '"}]}', long_text),
        ("the same in escapes", "escapes.json", DO + "\\u00e9" * (32 * KIB + 1) + '"}]}', long_text),
        ("a narration of 4 KiB and a byte", "say.json", say + '"' + "a" * 4097 + '"}]}',
         f"1:{len(say) + 1}: error: this text is longer than 4096 bytes"),
        ("a name of 257 bytes", "name.json",
         '{"title": "x", "hide": ["' + "n" * 257 + '"], "steps": [{}]}',
         "1:25: error: this text is longer than 256 bytes"),
        ("33 languages", "languages.json",
         '{"title": {' + ", ".join(f'"a{chr(97 + i % 26)}{chr(97 + i // 26)}": "x"'
                                   for i in range(33)) + '}, "steps": [{}]}',
         "1:396: error: a text has at most 32 languages"),
        ("32 MiB and a byte", "large.json", " " * (32 * KIB * KIB + 1),
         " error: the file is larger than 32 MiB"),
        ("32 MiB and a byte of Python", "large.py", "#" * (32 * KIB * KIB + 1),
         " error: the file is larger than 32 MiB"),
    ]


def seconds_used():
    """By all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def check(path):
    before = seconds_used()
    done = subprocess.run([OURO, "check", path], cwd=TOP, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60)
    return done, seconds_used() - before


def test_expected(tap, name):
    stem = os.path.join(BAD, name[:-len(".expected")])
    files = [stem + ending for ending in (".json", ".py") if os.path.exists(os.path.join(TOP, stem + ending))]
    if not tap.ok(len(files) == 1, f"{name} belongs to one file", files):
        return
    with open(os.path.join(TOP, BAD, name), "rb") as file:
        expected = file.read()
    done, _ = check(files[0])
    right = done.returncode == 2 and done.stdout == b"" and done.stderr == expected
    tap.ok(right, f"{files[0]} is refused in its own words",
           f"exit {done.returncode}, stdout {done.stdout[:80]!r}\n"
           + first_difference(expected, done.stderr))


def test_limit(tap, folder, what, name, content, message):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)
    done, seconds = check(path)
    first = done.stderr.decode("utf-8", "replace").split("\n")[0]
    tap.ok(done.returncode == 2 and first == f"{path}:{message}", f"{what}: refused",
           f"exit {done.returncode}, {first[:200]}")
    if len(content) <= SMALL_BYTES:
        tap.ok(seconds < SMALL_SECONDS, f"{what}: at once", f"{seconds:.3f} s")


def main():
    tap = Tap()
    names = sorted(os.listdir(os.path.join(TOP, BAD)))
    for name in names:
        if name.endswith(".expected"):
            test_expected(tap, name)
        elif name.endswith((".json", ".py")):
            expected = os.path.splitext(name)[0] + ".expected"
            tap.ok(expected in names, f"{name} has an expected message")
    with tempfile.TemporaryDirectory() as folder:
        for limit in limits():
            test_limit(tap, folder, *limit)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    tap.ok(used < 256, "no bad file takes 256 MiB of memory", f"{used} MiB")
    tap.end()


if __name__ == "__main__":
    main()
