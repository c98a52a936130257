#!/usr/bin/env python3
"""`ouro export`: a folder of frames, whole, resumable, the same however it is made.

OURO is the program under test (default build/release/ouro)."""
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bench import OURO, STEPS, Tap, eventually, ouro, write_scenario

NAMES = ["cycle-%04d.png" % k for k in range(STEPS + 1)]


def digests(folder):
    out = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as f:
            out[name] = hashlib.sha256(f.read()).hexdigest()
    return out


def size_of(path):
    with open(path, "rb") as f:
        head = f.read(24)
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def expect(tap, name, arguments, status, says="", **more):
    r = ouro("export", *arguments, **more)
    tap.ok(r.returncode == status and says in r.stderr, name,
           "exit %d, expected %d\n%s" % (r.returncode, status, r.stderr))
    return r


def test_making(tap, path, folder):
    out = os.path.join(folder, "new", "deep", "frames")
    no_video = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    no_video["SDL_VIDEODRIVER"] = "there-is-no-such-driver"
    expect(tap, "no video driver is needed, folders are made", [path, "-o", out], 0, env=no_video)
    tap.ok(sorted(os.listdir(out)) == NAMES + ["manifest.json"], "steps + 1 frames and a manifest",
           str(os.listdir(out)))
    tap.ok(all(size_of(os.path.join(out, n)) == (1920, 1080) for n in NAMES), "of 1920 x 1080")
    first = digests(out)
    again = os.path.join(folder, "again")
    expect(tap, "a second export", [path, "-o", again], 0)
    tap.ok(digests(again) == first, "has the same bytes")
    parts = os.path.join(folder, "parts")
    expect(tap, "a range", [path, "-o", parts, "--steps", "3-%d" % STEPS], 0)
    expect(tap, "one step", [path, "-o", parts, "--steps", "2"], 0)
    expect(tap, "the rest", [path, "-o", parts, "--steps", "0-1"], 0)
    tap.ok(digests(parts) == first, "the parts together are the whole")
    one = subprocess.run(["taskset", "-c", "0", OURO, "export", path, "-o",
                          os.path.join(folder, "one")], capture_output=True)
    tap.ok(one.returncode == 0 and digests(os.path.join(folder, "one")) == first,
           "on one processor as well")
    for name, arguments, size in (("--size", ["--size", "1024x768"], (1024, 768)),
                                  ("--scale", ["--size", "400x300", "--scale", "2"], (800, 600))):
        sized = os.path.join(folder, name)
        expect(tap, "%s is taken" % name, [path, "-o", sized, "--steps", "2", *arguments], 0)
        tap.ok(size_of(os.path.join(sized, NAMES[2])) == size, "%s gives that size" % name)
    return out, first


def test_resuming(tap, path, out, first):
    os.unlink(os.path.join(out, NAMES[3]))
    kept = os.stat(os.path.join(out, NAMES[1])).st_mtime_ns
    expect(tap, "a folder with the same manifest is resumed", [path, "-o", out], 0)
    tap.ok(digests(out) == first and os.stat(os.path.join(out, NAMES[1])).st_mtime_ns == kept,
           "what is missing is made, what is there stays")
    expect(tap, "another theme is refused", [path, "-o", out, "--theme", "dark"], 3, "--force")
    tap.ok(digests(out) == first, "and nothing is touched")
    expect(tap, "--force replaces, also where fewer frames come", [path, "-o", out, "--theme",
                                                                   "dark", "--steps", "1",
                                                                   "--force"], 0)
    tap.ok(sorted(os.listdir(out)) == [NAMES[1], "manifest.json"], "no stale frame stays",
           str(os.listdir(out)))
    with open(os.path.join(out, "manifest.json"), encoding="utf-8") as f:
        manifest = json.load(f)
    tap.ok(manifest["theme"] == "dark" and manifest["width"] == 1920, "the manifest is the new one",
           str(manifest))
    stranger = os.path.join(out, "cycle-notes.txt")
    open(stranger, "w", encoding="utf-8").close()
    expect(tap, "another --force", [path, "-o", out, "--force"], 0)
    tap.ok(os.path.exists(stranger), "files of others are left alone")


def test_refusing(tap, path, folder):
    in_the_way = os.path.join(folder, "file")
    open(in_the_way, "w", encoding="utf-8").close()
    somewhere = os.path.join(folder, "refused")
    for name, arguments, status, says in (
            ("no -o", [path], 2, "-o"),
            ("no file", ["-o", somewhere], 2, "FILE"),
            ("a format of others", [path, "-o", somewhere, "--format", "docx"], 2, "docx"),
            ("a file where a folder is wanted", [path, "-o", somewhere + ".png"], 2, "folder"),
            ("a size of letters", [path, "-o", somewhere, "--size", "big"], 2, "--size big"),
            ("a size of zero", [path, "-o", somewhere, "--size", "0x10"], 2, "--size 0x10"),
            ("a side past the limit", [path, "-o", somewhere, "--size", "9000x10"], 2, "8192"),
            ("a scale past the limit", [path, "-o", somewhere, "--scale", "100"], 2, "--scale"),
            ("steps that are not there", [path, "-o", somewhere, "--steps", "0-9"], 2,
             "0 to %d" % STEPS),
            ("steps backwards", [path, "-o", somewhere, "--steps", "3-1"], 2, "--steps 3-1"),
            ("a theme that is none", [path, "-o", somewhere, "--theme", "pink"], 2, "pink"),
            ("a file where the folder should be", [path, "-o", in_the_way], 3, in_the_way),
            ("a file that is not there", [path + "x.json", "-o", somewhere], 3, "No such file")):
        expect(tap, "refused: " + name, arguments, status, says)
    tap.ok(not os.path.exists(somewhere), "a refused export makes no folder")


def test_interrupting(tap, folder):
    """A long export, stopped in its middle, leaves whole frames only and can be finished."""
    path = os.path.join(folder, "long.py")
    with open(path, "w", encoding="utf-8") as f:
        f.write('"""Long"""\n' + "".join("x = [%d]\n\n" % i for i in range(300)))
    out = os.path.join(folder, "long")
    process = subprocess.Popen([OURO, "export", path, "-o", out], stderr=subprocess.PIPE, text=True)

    def some():
        return os.path.isdir(out) and len(os.listdir(out)) > 3
    eventually(some)
    process.send_signal(signal.SIGINT)
    error = process.communicate(timeout=20)[1]
    names = [n for n in os.listdir(out) if n != "manifest.json"]
    tap.ok(process.returncode != 0 and "of 301 frames written" in error,
           "SIGINT stops it and says how far it came", "%s %s" % (process.returncode, error))
    whole = [n for n in names if open(os.path.join(out, n), "rb").read()[-8:-4] == b"IEND"]
    tap.ok(0 < len(names) < 301 and len(whole) == len(names), "every frame that is there is whole",
           "%d of %d" % (len(whole), len(names)))
    expect(tap, "it can be finished", [path, "-o", out], 0)
    tap.ok(len(os.listdir(out)) == 302, "then all frames are there", str(len(os.listdir(out))))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        path = write_scenario(folder)
        out, first = test_making(tap, path, folder)
        test_resuming(tap, path, out, first)
        test_refusing(tap, path, folder)
        test_interrupting(tap, folder)
    tap.end()


main()
