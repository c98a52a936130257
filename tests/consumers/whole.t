#!/usr/bin/env python3
"""An export is there whole or not at all: killed at any moment, interrupted, without room, refused.

OURO is the program under test (default build/release/ouro); KILLS: how many exports are killed."""
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import time

from consumers import OURO, STEPS, Folder, Tap, eventually, export, missing, read

KILLS = int(os.environ.get("KILLS", "200"))
SMALL = ["--size", "480x270"]
FILM = [*SMALL, "--fps", "6", "--seconds", "0.5"]
# What it is called, its options; a name without an ending is a folder.
EXPORTS = [("out.pptx", []), ("out.pdf", []), ("out.svg", []), ("out.html", []),
           ("out.dot", ["--steps", "2"]), ("out.png", ["--steps", "2"]), ("out.md", SMALL), ("out.tex", []),
           ("out.gif", FILM), ("frames", SMALL), ("vectors", ["--format", "svg"]), ("film", FILM)]
if not missing("ffmpeg"):
    EXPORTS += [("out.mp4", FILM), ("out.webm", FILM)]


def contents(folder):
    """Bytes of every file, by its path within the folder."""
    found = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)
            found[os.path.relpath(path, folder)] = read(path)
    return found


def start(folder, scenario, out, options):
    return subprocess.Popen([OURO, "export", scenario, "-o", os.path.join(folder, out), *options],
                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            start_new_session=True)


class Export:
    """One of EXPORTS, what it makes and how long it takes, in a folder to be spoilt."""

    def __init__(self, folder, out, options):
        self.scenario, self.out, self.options = folder.scenario, out, options
        self.place = folder.file("place-" + out)
        began = time.monotonic()
        r = export(self.scenario, "-o", folder.file("whole/%s/%s" % (out.replace(".", "-"), out)), *options)
        self.takes = time.monotonic() - began
        self.good = r.returncode == 0
        self.whole = contents(folder.file("whole/" + out.replace(".", "-")))

    def is_hidden(self, name):
        base = os.path.basename(name)
        return base.startswith(".") and base.endswith(".tmp")

    def spoilt(self, before):
        """What there is and should not be: neither as it was nor as it becomes."""
        bad = []
        for name, data in contents(self.place).items():
            if data not in (self.whole.get(name), before.get(name)) and not self.is_hidden(name):
                bad.append("%s: %d bytes" % (name, len(data)))
        return bad

    def kill(self, after, number, force):
        p = start(self.place, self.scenario, self.out, self.options + (["--force"] if force else []))
        try:
            p.wait(after)
        except subprocess.TimeoutExpired:
            os.kill(p.pid, number)
        began = time.monotonic()
        said = p.stderr.read()
        p.wait()
        return p.returncode, said.decode(), time.monotonic() - began

    def clear(self):
        shutil.rmtree(self.place, ignore_errors=True)
        os.makedirs(self.place)


def ask_encoder_gone(place):
    """An encoder whose program was killed ends by itself, at the end of its pictures."""
    def gone():
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if place.encode() in read("/proc/%s/cmdline" % pid):
                    return False
            except OSError:
                continue
        return True
    return eventually(gone)


def test_killed(tap, exports):
    chance = random.Random(1)
    for number, e in enumerate(exports):
        e.clear()
        times = KILLS // len(exports) + (number < KILLS % len(exports))
        bad, killed, before = [], 0, {}
        for n in range(times):
            if n == times // 2:  # now over what is there
                test_litter(tap, e, 0)
                e.clear()
                with open(os.path.join(e.place, e.out if "." in e.out else "notes.txt"), "wb") as f:
                    f.write(b"what was there")
                before = contents(e.place)
            status, _, _ = e.kill(chance.uniform(0, e.takes * 1.1), signal.SIGKILL, n >= times // 2)
            killed += status == -signal.SIGKILL
            ask_encoder_gone(e.place)
            bad += e.spoilt(before)
        tap.ok(not bad, "%s: killed %d of %d times: never a half file" % (e.out, killed, times), "\n".join(bad[:10]))
        test_litter(tap, e, 1)
        test_again(tap, e)


def test_litter(tap, e, most):
    """A film's draft has a name of its own. Others get one for the moment in which they replace a file."""
    litter = [name for name in contents(e.place) if e.is_hidden(name)]
    if e.out.rsplit(".")[-1] not in ("mp4", "webm"):
        tap.ok(len(litter) <= most, "%s: of which nothing lies about%s"
               % (e.out, " but what was just being renamed" if most else ""), str(litter))


def test_again(tap, e):
    r = export(e.scenario, "-o", os.path.join(e.place, e.out), *e.options, "--force")
    there = contents(e.place)
    tap.ok(r.returncode == 0 and all(there.get(n) == d for n, d in e.whole.items()),
           "%s: the next run makes all of it" % e.out, r.stderr)
    litter = [name for name in there if e.is_hidden(name)]
    tap.ok(not litter, "%s: and takes away what the killed ones have left" % e.out, str(litter))


def interrupt(e, chance, waits):
    """Start the export, press Ctrl+C at some moment: what is wrong with what it said, with what it left."""
    e.clear()
    p = start(e.place, e.scenario, e.out, e.options)
    time.sleep(chance.uniform(0.01, e.takes))
    began = time.monotonic()
    if p.poll() is None:
        os.killpg(p.pid, signal.SIGINT)
    words = p.stderr.read().decode()
    p.wait()
    took = time.monotonic() - began
    if p.returncode == 0 and took > 0.5:
        return ["went on for %.0f ms, to its end" % (took * 1e3)], []
    if p.returncode == 3:
        waits.append(took)
    if p.returncode == 0 or p.returncode == -signal.SIGINT:
        return [], []  # it was quicker, or had hardly begun
    said = ["exit %d: %s" % (p.returncode, words)] if p.returncode != 3 or "interrupted" not in words else []
    return said, e.spoilt({}) + [n for n in contents(e.place) if e.is_hidden(n) or n == e.out]


def test_interrupted(tap, exports):
    """Ctrl+C goes to all of the terminal's group."""
    chance = random.Random(2)
    waits = []
    for e in exports:
        wrong = [interrupt(e, chance, waits) for _ in range(6)]
        said, left = [w for s, _ in wrong for w in s], [w for _, l in wrong for w in l]
        tap.ok(not said, "%s: interrupted, it says so and exits with 3" % e.out, "\n".join(said))
        tap.ok(not left, "%s: and leaves no part of a file" % e.out, str(left))
    tap.ok(len(waits) >= len(exports), "some of them are interrupted at work", str(len(waits)))
    middle = statistics.median(waits or [1])
    tap.ok(middle < 0.1, "an interrupted export ends within 100 ms", "median %.0f ms" % (middle * 1e3))
    tap.say("ending after Ctrl+C: median %.0f ms, longest %.0f ms" % (middle * 1e3, max(waits, default=0) * 1e3))


def test_no_room(tap, folder, exports):
    for e in exports:
        e.clear()
        most = max(len(d) for d in e.whole.values()) // 2
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        r = export(e.scenario, "-o", os.path.join(e.place, e.out), *e.options, preexec_fn=limit)
        tap.ok(r.returncode == 3 and r.stderr.startswith("error: ") and r.stderr.count("\n") == 1,
               "%s: without room it says so in a line and exits with 3" % e.out,
               "exit %d\n%s" % (r.returncode, r.stderr))
        left = e.spoilt({}) + [n for n in contents(e.place) if n == e.out or e.is_hidden(n)]
        tap.ok(not left, "%s: and leaves no part of a file" % e.out, str(left))
    for form in ("pdf", "pptx", "gif"):
        r = export(folder.scenario, "-o", "/dev/full", "--format", form, *(FILM if form == "gif" else []))
        tap.ok(r.returncode == 3 and "/dev/full: No space left on device" in r.stderr,
               "%s: to a full device: No space left" % form, "exit %d\n%s" % (r.returncode, r.stderr))
    test_full_disk(tap, folder, exports)


def test_full_disk(tap, folder, exports):
    """On a file system of 48 KB of its own, where that can be mounted."""
    for e in exports:
        if sum(len(d) for d in e.whole.values()) < 100000:
            continue
        e.clear()
        ask = 'mount -t tmpfs -o size=48k none "$1"; "${@:3}" 2>"$2"; echo $? >>"$2"; ls -A "$1" >>"$2"'
        words = folder.file("words")
        r = subprocess.run(["unshare", "-rm", "bash", "-c", ask, "full", e.place, words, OURO, "export", e.scenario,
                            "-o", os.path.join(e.place, e.out), *e.options], capture_output=True, text=True)
        if r.returncode != 0 or "mount" in r.stderr:
            return tap.skip("a full disk", "no file system can be mounted here")
        said = read(words).decode().splitlines()
        tap.ok(len(said) > 1 and said[0].startswith("error: ") and "No space left" in said[0] and said[1] == "3",
               "%s: on a full disk: No space left, exit 3" % e.out, "\n".join(said))
        whole = [e.out] if "." not in e.out else []  # a folder holds what is whole
        tap.ok(not [n for n in said[2:] if n not in whole and (n == e.out or n.startswith("."))],
               "%s: and nothing half is left there" % e.out, "\n".join(said))


def test_in_the_way(tap, exports):
    for e in exports:
        e.clear()
        path = os.path.join(e.place, e.out)
        with open(path, "wb") as f:
            f.write(b"what was there")
        r = export(e.scenario, "-o", path, *e.options)
        tap.ok(r.returncode == 3 and path in r.stderr and read(path) == b"what was there",
               "%s: a file in the way is named and stays" % e.out, "exit %d\n%s" % (r.returncode, r.stderr))
        beside = sorted(os.listdir(e.place))
        tap.ok(beside == [e.out], "%s: before any work is done" % e.out, str(beside))


def nobody(folder):
    """Arguments with which a program has no rights of root; None: it cannot be."""
    if os.geteuid() != 0:
        return {}
    os.chmod(folder.path, 0o755)
    able = subprocess.run(["test", "-x", OURO, "-a", "-r", folder.scenario], user=65534, group=65534)
    return {"user": 65534, "group": 65534} if able.returncode == 0 else None


def test_places(tap, folder, exports):
    who = nobody(folder)
    for e in exports:
        e.clear()
        if "." in e.out:
            deep = os.path.join(e.place, "new/deep", e.out)
            r = export(e.scenario, "-o", deep, *e.options)
            tap.ok(r.returncode == 0 and os.path.exists(deep), "%s: missing folders are made" % e.out, r.stderr)
        r = export(e.scenario, "-o", os.path.join(e.scenario, e.out), *e.options)
        tap.ok(r.returncode == 3 and e.scenario in r.stderr, "%s: a file is no folder" % e.out,
               "exit %d\n%s" % (r.returncode, r.stderr))
        if who is None:
            tap.skip("%s: a folder that cannot be written" % e.out, "everything can be")
            continue
        locked = os.path.join(e.place, "locked")
        os.mkdir(locked, 0o555)
        r = export(e.scenario, "-o", os.path.join(locked, e.out), *e.options, **who)
        tap.ok(r.returncode == 3 and "Permission denied" in r.stderr and os.listdir(locked) == [],
               "%s: a folder that cannot be written" % e.out, "exit %d\n%s" % (r.returncode, r.stderr))


def test_usage(tap, folder):
    out = folder.file("refused")
    for options in (["--colour", "red"], ["--look", "wide"], ["--per", "hour"], ["--fps", "0x"], ["--fps", "121"],
                    ["--handout", "3"], ["--handout", "2"], ["--format", "docx"], ["--crop", "code"],
                    ["--seconds", "2"], ["--theme", "pink"], ["--size", "0x0"], ["--steps", "0-%d" % (STEPS + 1)]):
        r = export(folder.scenario, "-o", out, *options)
        tap.ok(r.returncode == 2 and r.stderr.startswith("error: ") and not os.path.exists(out),
               "refused, exit 2: " + " ".join(options), "exit %d\n%s" % (r.returncode, r.stderr))
    r = export(folder.scenario, "-o", "-", "--format", "mp4")
    tap.ok(r.returncode == 2 and not r.stdout, "refused, exit 2: a video to standard output", r.stderr)


def main():
    tap = Tap()
    with Folder() as folder:
        exports = [Export(folder, out, options) for out, options in EXPORTS]
        tap.ok(all(e.good and e.whole for e in exports), "every export works",
               str([e.out for e in exports if not (e.good and e.whole)]))
        test_usage(tap, folder)
        test_in_the_way(tap, [e for e in exports if "." in e.out])
        test_places(tap, folder, exports)
        test_no_room(tap, folder, exports)
        test_interrupted(tap, exports)
        test_killed(tap, exports)
    tap.end()


if __name__ == "__main__":
    main()
