"""What the tests of exports share: a scenario of awkward characters, the program, pictures to compare."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
LESSON = os.path.join(TOP, "scenarios", "03-collector", "cycle-of-two-nodes.json")
STEM = "awkward"
# Whatever a format reads as its own: XML, Markdown, LaTeX, comments.
SCENARIO = {
    "title": "Tags & \"names\" <of> 100 % _things_",
    "setup": ["class Node:", "    pass"],
    "steps": [
        {"do": "a = Node()", "say": "One & only: <a> holds it -- at $5 #1 {or} 50 % ~ ^ \\n."},
        {"do": ["b = Node()", "b.text = '<&>'", "print(b.text)"],
         "say": "Gr\u00fc\u00dfe, na\u00efve caf\u00e9: [not](a link), *not* `code`, ]]> nor ::: notes"},
        {"do": "b.partner = b", "title": "It & itself", "notes": "Tell them: x < y && y > z.",
         "ask": {"question": "How many names hold it now?", "choices": ["0", "1", "2"], "answer": "1",
                 "explain": "b alone; the attribute is no name."}},
        {"do": "del b", "say": "Nobody frees it yet."},
    ],
}
STEPS = len(SCENARIO["steps"])
QUESTIONS = sum("ask" in step for step in SCENARIO["steps"])
SAYS = [step["say"] for step in SCENARIO["steps"] if "say" in step]


class Folder(tempfile.TemporaryDirectory):
    """A folder with the scenario in it, gone at the end."""

    def __enter__(self):
        self.path = super().__enter__()
        self.scenario = self.file(STEM + ".json")
        with open(self.scenario, "w", encoding="utf-8") as f:
            json.dump(SCENARIO, f)
        return self

    def file(self, name):
        return os.path.join(self.path, name)

    def script(self, name, text):
        with open(self.file(name), "w", encoding="utf-8") as f:
            f.write(text)
        return self.file(name)


def run(*command, data=b"", **more):
    """Bytes in, bytes out."""
    return subprocess.run(command, input=data, capture_output=True, timeout=300, **more)


def words(*command, **more):
    """What a program says, "" if it fails."""
    r = run(*command, **more)
    return r.stdout.decode("utf-8", "replace") if r.returncode == 0 else ""


def export(*arguments, **more):
    """The program's result; text."""
    return subprocess.run([OURO, "export", *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=300, **more)


def make(tap, name, *arguments):
    """An export that has to work."""
    r = export(*arguments)
    return tap.ok(r.returncode == 0 and not r.stderr, name, "exit %d\n%s" % (r.returncode, r.stderr))


def interrupted(tap, folder, format):
    """An export of data from a long run ends soon after it is interrupted, whatever it does, and leaves nothing."""
    path, out = folder.script("long_run.py", "a = [[i] for i in range(100000)]\n\nb = a\n"), folder.file("long." + format)
    start = time.monotonic()
    export(path, "-o", out, "--format", format)
    whole, ends = time.monotonic() - start, []
    for part in range(1, 8):
        if os.path.exists(out):
            os.remove(out)
        p = subprocess.Popen([OURO, "export", path, "-o", out, "--format", format], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(whole * part / 8)
        start = time.monotonic()
        p.send_signal(signal.SIGINT)
        err = p.communicate(timeout=300)[1]
        ends.append((p.returncode, "interrupted" in err, time.monotonic() - start, os.path.exists(out)))
    stopped = [end for end in ends if end[1]]
    tap.ok(stopped and all(code == 3 and took < 1 and not left for code, _, took, left in stopped),
           "%s: an interrupted export ends, and leaves nothing" % format, (whole, ends))


def missing(*programs):
    return ", ".join(name for name in programs if not shutil.which(name))


def eventually(question, patience_s=60):
    """Ask until the answer is true; the last answer."""
    end = time.monotonic() + patience_s
    while True:
        answer = question()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(0.02)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def plain(text):
    """Without what breaking lines and laying text out does to it."""
    return "".join(text.split())


# ---- pictures ----

WIDTH, HEIGHT = 480, 270


def pixels(path, width=WIDTH, height=HEIGHT):
    """The picture in a small size: three bytes a pixel; b"" if it cannot be read."""
    return run("convert", path, "-background", "white", "-flatten", "-depth", "8", "-resize",
               "%dx%d!" % (width, height), "rgb:-").stdout


def difference(a, b):
    """Of two pictures' bytes: the mean, 0 to 255."""
    if not a or len(a) != len(b):
        return 255.0
    return sum(abs(x - y) for x, y in zip(a, b)) / len(a)


def is_blank(data):
    """Nothing to be seen: hardly a pixel differs from the commonest grey."""
    if not data:
        return True
    counts = [0] * 256
    for value in data:
        counts[value] += 1
    return len(data) - max(counts) < len(data) / 200
