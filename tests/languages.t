#!/usr/bin/env python3
"""Lessons in German: --lang reaches every command, picture and export, and no text was forgotten.

OURO is the program under test (default build/release/ouro)."""
import glob
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
import lesson
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
TAGS = os.path.join(TOP, "scenarios", "01-names-and-objects", "names-are-tags.json")
TITLE, ENGLISH = "Namen sind Schilder", "Names are tags"
SAID = "b = a kopiert nichts"
NOTE = "Fragen Sie, wer glaubt"


def ouro(*arguments):
    return subprocess.run([OURO, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=120)


def texts(data):
    """(place, text) of all that a class reads or its teacher says."""
    for key in ("title", "topic", "summary"):
        yield key, data.get(key)
    for k, step in enumerate(data["steps"], 1):
        for key in ("title", "say", "notes"):
            yield "step %d: %s" % (k, key), step.get(key)
        for key in ("question", "explain"):
            yield "step %d: %s" % (k, key), step.get("ask", {}).get(key)


def test_nothing_forgotten(tap):
    """A lesson whose title has a language has it everywhere, and says in it what fits on the screen."""
    count = 0
    for path in sorted(glob.glob(os.path.join(TOP, "scenarios", "*", "*.json"))):
        data = lesson.load(path)
        if not isinstance(data["title"], dict):
            continue
        count += 1
        name, wanted = os.path.relpath(path, TOP), set(data["title"])
        lacking = [place for place, text in texts(data)
                   if text is not None and (isinstance(text, str) or set(text) != wanted)]
        tap.ok(not lacking, "%s: every text is there in %s" % (name, ", ".join(sorted(wanted))), lacking)
        wide = ["%s, %s: %d characters" % (place, tongue, len(words)) for place, text in texts(data)
                if place.endswith(": say") and text for tongue, words in text.items()
                if len(words) > lesson.NARRATION_LIMIT]
        tap.ok(not wide, name + ": it fits on the screen in each of them", wide)
        for tongue in sorted(wanted):
            r = ouro("check", "--lang", tongue, path)
            tap.ok(r.returncode == 0, "%s passes its check in %s" % (name, tongue), r.stderr.decode())
    tap.ok(count >= 2, "there are lessons in several languages", count)


def test_list(tap):
    topics = {}
    for tongue in ("en", "de"):
        lines = ouro("list", "--lang", tongue).stdout.decode().splitlines()
        topics[tongue] = [line for line in lines if line and not line.startswith(" ")]
        tap.ok(any((TITLE if tongue == "de" else ENGLISH) in line for line in lines), "list --lang " + tongue, lines)
    tap.ok(len(topics["en"]) == len(topics["de"]), "a topic is one topic in every language", topics)


def test_commands(tap):
    for command in (["trace"], ["trace", "--json"]):
        out = ouro(*command, "--lang", "de", TAGS).stdout.decode()
        tap.ok(TITLE in out and SAID in out and ENGLISH not in out, " ".join(command) + " --lang de", out[:300])
    tap.ok(ouro("run", "--lang", "de", TAGS).stdout == ouro("run", TAGS).stdout != b"", "run prints the same")
    tap.ok(ouro("report", "heap", "--lang", "de", TAGS).stdout == ouro("report", "heap", TAGS).stdout != b"",
           "report counts the same")
    r = ouro("trace", "--lang", "fr", TAGS)
    tap.ok(r.returncode == 0 and ENGLISH in r.stdout.decode(), "a language that it lacks: the first one it has",
           r.stdout[:200])


def words_of(path):
    """What stands in an export, as text."""
    if path.endswith(".pptx"):
        with zipfile.ZipFile(path) as z:
            return "\n".join(z.read(n).decode() for n in z.namelist() if n.endswith(".xml"))
    with open(path, "rb") as f:
        return f.read().decode("utf-8", "replace")


def test_exports(tap, folder):
    def export(name, tongue, *more):
        out = os.path.join(folder, tongue + "-" + name)
        r = ouro("export", TAGS, "-o", out, "--lang", tongue, "--size", "480x270", "--steps", "1-3", *more)
        tap.ok(r.returncode == 0, "export %s --lang %s" % (name, tongue), r.stderr.decode())
        return out
    for name, wanted in (("a.html", [TITLE, SAID, '<html lang="de"']), ("a.pptx", [TITLE, SAID, NOTE, 'lang="de"']),
                         ("a.md", [TITLE, SAID, NOTE]), ("talk.tex", [TITLE, SAID])):
        text = words_of(export(name, "de"))
        missing = [w for w in wanted if w not in text]
        tap.ok(not missing and ENGLISH not in text, name + ": all that is said is German", missing)
    for name in ("a.svg", "a.pdf", "a.gif"):
        with open(export(name, "de"), "rb") as a, open(export(name, "en"), "rb") as b:
            tap.ok(a.read() != b.read(), name + ": another language, another picture")
    frames = [export("frames", tongue) for tongue in ("de", "en")]
    names = [sorted(n for n in os.listdir(f) if n.endswith(".png")) for f in frames]
    same = [n for n in names[0] if open(os.path.join(frames[0], n), "rb").read()
            == open(os.path.join(frames[1], n), "rb").read()]
    tap.ok(names[0] == names[1] and len(names[0]) == 3 and not same, "each frame speaks its language", same)


def main():
    tap = Tap()
    test_nothing_forgotten(tap)
    test_list(tap)
    test_commands(tap)
    with tempfile.TemporaryDirectory() as folder:
        test_exports(tap, folder)
    tap.end()


main()
