#!/usr/bin/env python3
"""What nobody should ask for, and what the machine does not give: options with odd values, folders as
files, files that cannot be read, disks that are full, outputs that are closed. Each is told in words with
the right exit code, and nothing is left behind.

OURO is the program under test (default build/release/ouro)."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
# Root without the right to pass by a file's mode: its own files are closed to it as to everyone else.
OBEYS = ["setpriv", "--inh-caps=-dac_override,-dac_read_search", "--bounding-set=-dac_override,-dac_read_search"]

NUMBER = "error: option '%s' needs a positive whole number, not '%s'"
STEPS = "error: --steps %s: give a range such as 0-5, or one step"
SIZE = "error: --size %s: give it as 1920x1080, each side from 1 to 8192"
SECONDS = "error: --seconds %s: give a number such as 2 or 1.5, at most 600"
STEP = "error: option '%s' needs a step from 0 to 2%s, not '%s'"
NAME = "error: the module has no name '%s' after step 2"
PICTURE = ["export", "ok.py", "-o", "out", "--steps", "1"]
FILM = ["export", "ok.py", "-o", "out.gif", "--steps", "1"]

# (arguments, exit code, what stderr says somewhere)
REFUSED = [
    *((["run", "ok.py", option, value], 2, NUMBER % (option, value))
      for option in ("--max-events", "--max-instructions")
      for value in ("0", "-1", "", "1e3", "0x10", "+5", " 5", "9" * 23)),
    *((["trace", "ok.py", "--step", value], 2, STEP % ("--step", ", or 'exit'", value))
      for value in ("", "+1", "1.0", "0x1", "EXIT", " 1")),
    *((["report", "types", "ok.py", "--at", value], 2, STEP % ("--at", "", value))
      for value in ("", "exit", "99999999999")),
    (["report", "growth", "ok.py", "--from", "2", "--at", "1"], 2,
     "error: option '--from' needs a step from 0 to 1, not '2'"),
    (["report", "refs", "ok.py", "a", "--depth", "99999999999"], 2, "error: option '--depth' is too large"),
    *((["report", "refs", "ok.py", "a", "--too-many", value], 2, NUMBER % ("--too-many", value))
      for value in ("0", "-1", "1.5")),
    *((["report", "why", "ok.py", name], 2, NAME % name) for name in ("", "#", "#x", "#-1", "1", "a.b")),
    (["report", "why", "ok.py", "#99999999999999"], 2, "error: there is no object #99999999999999 up to step 2"),
    (["report", "types", "ok.py", "a"], 2, "error: the report 'types' takes no name"),
    (["report", "profile", "ok.py", "--timeline", "-o", "x.gif"], 2, "error: -o x.gif: the timeline is drawn as .png or .svg"),
    *((PICTURE[:-1] + [value], 2, STEPS % value)
      for value in ("5-2", "-1", "1-", "-", "a-b", "", "1-2-3", "0--1", "+1", "1,2", "9" * 20)),
    *((PICTURE + ["--size", value], 2, SIZE % value)
      for value in ("", "0x0", "-1x5", "8193x8", "1x", "1920", "1x1x1", "1920X1080", "99999999999x1", "+5x5")),
    *((PICTURE + ["--scale", value], 2, NUMBER % ("--scale", value)) for value in ("0", "-1", "nan", "inf", "1e9", "2x")),
    (PICTURE + ["--scale", "5"], 2, "error: --scale 5: a side of the picture would pass 8192 pixels"),
    *((FILM + ["--fps", value], 2, NUMBER % ("--fps", value)) for value in ("0", "-1", "nan", "0.5")),
    *((FILM + ["--seconds", value], 2, SECONDS % value) for value in ("0", "-1", "nan", "inf", "1e9", "0.0001", "0x2")),
    (["export", "ok.py", "-o", ""], 2, "error: export needs -o OUT"),
    (["export", "ok.py", "-o"], 2, "error: option '-o' needs a value: -o OUT"),
    (["export", "ok.py", "ok.json", "-o", "out"], 2, "error: export takes one FILE"),
    *((["export", "ok.py", "-o", "out." + ending], 2, "error: -o out.%s: this version writes png, " % ending)
      for ending in ("bmp", "jpg", "ppt", "mov", "docx")),
    (["export", "ok.py", "-o", "ok.json/out.png", "--steps", "1"], 3, "error: ok.json: "),
    (["export", "ok.py", "-o", "n" * 300 + ".png", "--steps", "1"], 3, "File name too long"),
    (["export", "ok.py", "-o", "ok.json"], 3, "error: ok.json: is a file, and frames need a folder"),
    *(([command, "folder.json"], 3, "folder.json: error: Is a directory") for command in ("run", "trace", "play")),
    *(([command, ""], 2, ": error: a scenario's name ends in .json or .py") for command in ("run", "check", "trace", "play")),
    (["check", "loop.py"], 3, "loop.py: error: Too many levels of symbolic links"),
    (["check", "ok.py/x.py"], 3, "ok.py/x.py: error: Not a directory"),
    (["check", "n" * 5000 + ".py"], 3, ".py: error: File name too long"),
    (["run", "a\n\x1b[31m.py"], 3, "a\\x0a\\x1b[31m.py: error: No such file or directory"),
    (["trace", "ok.py", "--json=1"], 2, "error: option '--json' takes no value"),
    (["run", "ok.py", "--="], 2, "error: unknown option '--'"),
    (["run", "ok.py", "--python", "3.99"], 2, "error: python 3.99 is not modelled yet"),
]

WRITING = [["run", "ok.py"], ["check", "ok.py"], ["trace", "ok.py"], ["trace", "--events", "ok.py"],
           ["report", "types", "ok.py"], ["report", "why", "--dot", "ok.py", "a"], ["list"], ["--help"], ["--version"],
           ["export", "--help"], ["export", "--cheat-sheet", "-o", "-"],
           *(["export", "ok.py", "-o", "-", "--format", form, *more]
             for form, more in (("png", ["--steps", "1", "--size", "64x36"]), ("svg", ["--steps", "1"]), ("pdf", []),
                                ("gif", ["--size", "64x36", "--fps", "2"]), ("pptx", []), ("html", []), ("dot", []),
                                ("pytutor", []), ("heapsnapshot", [])))]


def environment():
    """No display: a window that opens here would be a test that waits for ever."""
    return {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}


def ouro(folder, arguments, through=(), **more):
    more = {"stdout": subprocess.PIPE, "env": environment(), **more}
    return subprocess.run([*through, OURO, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          timeout=120, **more)


def prepare(folder):
    for name, text in (("ok.py", "a = []\n\nb = a\nprint(1)\n"), ("ok.json", '{"title": "t", "steps": [{"do": "a = 1"}]}')):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)
    os.mkdir(os.path.join(folder, "folder.json"))
    os.symlink("loop.py", os.path.join(folder, "loop.py"))


def test_refused(tap, folder):
    for arguments, code, says in REFUSED:
        before = sorted(os.listdir(folder))
        r = ouro(folder, arguments)
        said = r.stderr.decode()
        left = sorted(os.listdir(folder))
        tap.ok(r.returncode == code and says in said and r.stdout == b"" and left == before,
               "refused: ouro %s" % " ".join(repr(a[:24]) if a != a.strip() or len(a) > 24 or not a.isprintable()
                                             or not a else a for a in arguments),
               "exit %d, expected %d; %r; %s" % (r.returncode, code, said[:300], set(left) ^ set(before)))


def test_outputs(tap, folder):
    """What was asked for did not arrive: that is an error, and the reason is told."""
    for arguments in WRITING:
        for what, says in (("full", "No space left on device"), ("closed", "Bad file descriptor")):
            if what == "full":
                with open("/dev/full", "wb") as full:
                    r = ouro(folder, arguments, stdout=full)
            else:
                r = ouro(folder, arguments, stdout=None, preexec_fn=lambda: os.close(1))
            told = "error: standard output: %s\n" % says
            tap.ok(r.returncode == 3 and r.stderr.decode().endswith(told) and r.stderr.count(b"\n") == 1,
                   "a %s standard output: ouro %s" % (what, " ".join(arguments)),
                   "exit %d, %r" % (r.returncode, r.stderr[:300]))


def test_not_allowed(tap, folder):
    """Files and folders that are not for everyone."""
    through = OBEYS if os.getuid() == 0 else []
    for name, mode in (("secret.py", 0), ("locked", 0), ("kept", 0o555)):
        path = os.path.join(folder, name)
        if name.endswith(".py"):
            with open(path, "w", encoding="utf-8") as f:
                f.write("a = 1\n")
        else:
            os.mkdir(path)
        os.chmod(path, mode)
    if through and (not shutil.which(through[0]) or subprocess.run([*through, "cat", "secret.py"], cwd=folder,
                                                                   capture_output=True).returncode == 0):
        tap.skip("files that may not be read", "root reads everything here, and no setpriv keeps it from that")
        return
    calls = [([command, name], name) for command in ("run", "check", "trace") for name in ("secret.py", "locked/x.py")]
    calls += [(["check", "locked"], "locked"), (["report", "types", "secret.py"], "secret.py")]
    calls += [(["export", "ok.py", "-o", "kept/out" + ending, "--steps", "1"], "kept/out")
              for ending in ("", ".png", ".svg", ".pdf", ".gif", ".pptx", ".html", ".md", ".tex", ".dot", ".heapsnapshot")]
    for arguments, name in calls:
        r = ouro(folder, arguments, through)
        said = r.stderr.decode()
        tap.ok(r.returncode == 3 and name in said and "Permission denied" in said and r.stdout == b"",
               "not allowed: ouro " + " ".join(arguments), "exit %d, %r" % (r.returncode, said[:300]))
    tap.ok(os.listdir(os.path.join(folder, "kept")) == [], "and nothing is left", os.listdir(os.path.join(folder, "kept")))


def test_names(tap, folder):
    """A file's name is bytes, which need not be text; what is written stays text."""
    name = b"n\xff.py"
    with open(os.path.join(os.fsencode(folder), name), "w", encoding="utf-8") as f:
        f.write("a = []\n")
    r = ouro(folder, ["trace", "--json", name])
    head = json.loads(r.stdout.split(b"\n")[0].decode())
    tap.ok(r.returncode == 0 and os.fsencode(head["file"]) == name and head["title"] == "n?",
           "a name that is not UTF-8: the trace is, and has the name", (head, r.stderr))
    for form in ("svg", "html", "md", "tex"):
        r = ouro(folder, ["export", name, "-o", "n." + form, "--steps", "1"])
        with open(os.path.join(folder, "n." + form), "rb") as f:
            text = f.read()
        why = ""
        try:
            text.decode()
        except UnicodeDecodeError as e:
            why = "%s: %r" % (e, text[e.start - 40:e.end + 40])
        tap.ok(r.returncode == 0 and text and not why, "... and so is its export as " + form, why or r.stderr)
    odd = "a>b #1 50%41 \\ c?"
    with open(os.path.join(folder, odd + ".py"), "w", encoding="utf-8") as f:
        f.write("a = 1\n")
    r = ouro(folder, ["export", odd + ".py", "-o", odd + ".md", "--size", "64x36"])
    with open(os.path.join(folder, odd + ".md"), encoding="utf-8") as f:
        links = re.findall(r"\]\(<([^<>\n]*)>\)\n", f.read())
    lacking = [link for link in links if not os.path.isfile(os.path.join(folder, urllib.parse.unquote(link)))]
    tap.ok(r.returncode == 0 and len(links) == 2 and not lacking, "a talk's links lead to its pictures, whatever they are called",
           links or r.stderr)


def main():
    tap = Tap()
    for test in (test_refused, test_outputs, test_not_allowed, test_names):
        with tempfile.TemporaryDirectory() as folder:
            prepare(folder)
            test(tap, folder)
    tap.end()


main()
