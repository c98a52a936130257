#!/usr/bin/env python3
"""Two exports are the same bytes: in every format, on one processor and on all, in slices and whole.

OURO is the program under test (default build/release/ouro)."""
import hashlib
import os
import subprocess

from consumers import OURO, STEPS, Folder, Tap, export, missing

SMALL = ["--size", "480x270"]
FILM = ["--fps", "6", "--seconds", "0.5"]
FORMATS = (("pptx", []), ("pdf", []), ("pdf", ["--handout", "4"]), ("svg", []), ("html", []),
           ("dot", ["--steps", "2"]), ("json", ["--format", "pytutor"]), ("heapsnapshot", []),
           ("png", ["--steps", "2"]), ("md", SMALL),
           ("tex", []), ("gif", [*SMALL, *FILM]), ("mp4", [*SMALL, *FILM]), ("webm", [*SMALL, *FILM]))
UNITS = (("a picture per step", []), ("per line", ["--per", "line"]), ("per change", ["--per", "event"]),
         ("a film", FILM))


def digests(folder):
    """Of every file, by its path within the folder."""
    found = {}
    for top, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(top, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, folder)] = hashlib.sha256(f.read()).hexdigest()
    return found


def differing(a, b):
    return sorted(name for name in set(a) | set(b) if a.get(name) != b.get(name))


def alone(*arguments):
    """An export that may use one processor only."""
    return subprocess.run(["taskset", "-c", "0", OURO, "export", *arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=300)


def test_format(tap, folder, number, ending, options):
    name = " ".join([ending, *options])
    made = []
    for run, how in (("first", export), ("second", export), ("alone", alone)):
        if how is alone and missing("taskset"):
            tap.skip(name + ": on one processor as well", "taskset not installed")
            continue
        out = folder.file("%d/%s/deck.%s" % (number, run, ending))
        r = how(folder.scenario, "-o", out, *options)
        if not tap.ok(r.returncode == 0, "%s: %s run" % (name, run), r.stderr):
            return
        made.append(digests(os.path.dirname(out)))
    for again, says in zip(made[1:], ("a second run gives the same bytes", "on one processor as well")):
        tap.ok(again == made[0], "%s: %s" % (name, says), str(differing(again, made[0])))


def test_slices(tap, folder, ending, name, options):
    name = "%s, %s" % (ending, name)
    common = [folder.scenario, "--format", ending, *SMALL, *options]
    tag = name.replace(" ", "-").replace(",", "")
    whole, parts = folder.file(tag + "-whole"), folder.file(tag + "-parts")
    results = [export(*common, "-o", whole)]
    for steps in ("2-%d" % STEPS, "0", "1"):
        results.append(export(*common, "-o", parts, "--steps", steps))
    said = "".join(r.stderr for r in results)
    if tap.ok(not any(r.returncode for r in results), name + ": whole, and in slices", said):
        a, b = digests(whole), digests(parts)
        tap.ok(a == b and len(a) > STEPS, name + ": the slices together are the whole", str(differing(a, b)))


def main():
    tap = Tap()
    with Folder() as folder:
        for number, (ending, options) in enumerate(FORMATS):
            if ending in ("mp4", "webm") and missing("ffmpeg"):
                tap.skip(ending, "ffmpeg not installed")
            else:
                test_format(tap, folder, number, ending, options)
        for name, options in UNITS:
            test_slices(tap, folder, "png", name, options)
        test_slices(tap, folder, "svg", *UNITS[1])
    tap.end()


if __name__ == "__main__":
    main()
