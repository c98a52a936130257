#!/usr/bin/env python3
"""What exports cost: CPU and wall time of a picture in each format, the least of several runs, and memory.

usage: bench_export.py            OURO: the program (default build/release/ouro)

The scenario has 200 living objects and 40 steps that change one of them. A picture costs the difference
between an export of all steps and of one, divided by what there is more of it. The same graph is drawn
by `neato -n -Tpng`, positions given, in the same minute. MP4 counts the encoder's time as well."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
OBJECTS, STEPS, ROUNDS = 200, 40, 3
SCRIPT = '''"""Two hundred objects"""

class Node:
    pass

nodes = [Node()]
for i in range(1, %d):
    n = Node()
    if i %% 2:
        nodes[i // 2].left = n
    else:
        nodes[i // 2 - 1].right = n
    nodes.append(n)
root = nodes[0]
del nodes, n
''' % OBJECTS


def spent(*command):
    """(CPU seconds of it and its children, wall seconds, most memory in MB) of one run."""
    start = time.perf_counter()
    p = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode != 0:
        sys.exit("bench_export: %s: exit status %d" % (" ".join(command), p.returncode))
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def least(command, rounds=ROUNDS):
    runs = [spent(*command) for _ in range(rounds)]
    return [min(r[i] for r in runs) for i in range(3)]


class Bench:
    def __init__(self, folder):
        self.folder = folder
        self.script = os.path.join(folder, "nodes.py")
        with open(self.script, "w", encoding="utf-8") as f:
            f.write(SCRIPT)
            f.writelines("\nroot.left.right.left.v = %d\n" % i for i in range(STEPS))

    def out(self, name):
        return os.path.join(self.folder, name)

    def export(self, name, *options, script=None):
        return [OURO, "export", script or self.script, "-o", self.out(name), "--force", *options]

    def per_picture(self, name, pictures, *options, rounds=ROUNDS):
        """(CPU ms, wall ms) of each picture that all steps have more than one."""
        one = least(self.export(name, *options, "--steps", "1"), rounds)
        all_steps = least(self.export(name, *options, "--steps", "1-%d" % (STEPS + 1)), rounds)
        return [(all_steps[i] - one[i]) / pictures * 1e3 for i in (0, 1)]

    def stills(self):
        cpu, wall = self.per_picture("frames", STEPS)
        print("png   %6.1f ms CPU a frame (goal: 20): %.0f frames/s with two processors of its own (goal: 100);"
              " %.0f now, on %d" % (cpu, 2e3 / cpu, 1e3 / wall, len(os.sched_getaffinity(0))))
        self.graphviz(cpu, wall)
        print("svg   %6.2f ms CPU a picture (goal: 3)" % self.per_picture("v", STEPS, "--format", "svg")[0])
        print("pdf   %6.1f ms CPU a page (goal: 20)" % self.per_picture("x.pdf", STEPS)[0])

    def graphviz(self, cpu, wall):
        if not shutil.which("neato"):
            return print("      neato: not installed")
        spent(*self.export("g.dot", "--steps", str(STEPS)))
        size = ["-Gsize=20,11.25!", "-Gratio=fill"]  # at 96 dots an inch: 1920 x 1080
        spent("dot", "-Tdot", *size, self.out("g.dot"), "-o", self.out("placed.dot"))
        theirs = least(["neato", "-n", "-Tpng", *size, "-Gdpi=96", self.out("placed.dot"), "-o", self.out("g.png")])
        print("      neato -n -Tpng of the same graph: %.0f ms CPU, %.0f ms in all; ours takes %.1f times less CPU"
              " and comes %.1f times as often (goal: 10)"
              % (theirs[0] * 1e3, theirs[1] * 1e3, theirs[0] * 1e3 / cpu, theirs[1] * 1e3 / wall))

    def films(self):
        if not shutil.which("ffmpeg"):
            return print("mp4: ffmpeg is not installed")
        few, many = 3, 9
        took, frames = [], []
        for last in (few, many):
            options = ["--steps", "2-%d" % last, "--fps", "25"]
            took.append(least(self.export("x.mp4", *options), 1)[0])
            spent(*self.export("film", *options, "--size", "64x36"))
            frames.append(sum(n.endswith(".png") for n in os.listdir(self.out("film"))))
            shutil.rmtree(self.out("film"))
        print("mp4   %6.1f ms CPU a frame, the encoder's with it (goal: 20)"
              % ((took[1] - took[0]) / (frames[1] - frames[0]) * 1e3))

    def slides(self):
        """Twenty steps as lessons have them."""
        script = self.out("twenty.py")
        with open(script, "w", encoding="utf-8") as f:
            f.write('"""Twenty steps"""\n\nclass Node:\n    pass\n')
            f.writelines("\n# Node %d comes.\nn%d = Node()\nn%d.value = %d\n" % (i, i, i, i) for i in range(20))
        took = least(self.export("x.pptx", script=script))
        size = os.path.getsize(self.out("x.pptx")) / 1e6
        print("pptx  %6.2f s, %.2f s CPU, %.1f MB for 20 steps (goals: 1 s, 3 MB)" % (took[1], took[0], size))

    def memory(self):
        """Ten thousand pictures of single changes, against those of one step of the same run."""
        script = self.out("changes.py")
        with open(script, "w", encoding="utf-8") as f:
            f.write('"""Changes"""\n\nx = [0]\n\n')
            f.writelines("for i in range(300):\n    x = [i]\n\n" for _ in range(28))
        options = ["--per", "event", "--size", "160x90"]
        few = spent(*self.export("few", *options, "--steps", "28", script=script))[2]
        many = spent(*self.export("many", *options, script=script))[2]
        count = [sum(n.endswith(".png") for n in os.listdir(self.out(n))) for n in ("few", "many")]
        print("memory %5.1f MB for %d pictures, %.1f MB for %d" % (few, count[0], many, count[1]))


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        bench.stills()
        bench.slides()
        bench.films()
        bench.memory()
    return 0


if __name__ == "__main__":
    sys.exit(main())
