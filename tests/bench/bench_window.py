#!/usr/bin/env python3
"""What the window costs while it is open: CPU while nothing happens, memory over a thousand steps, the
time to a first picture on an X server. Prints figures, judges nothing.

OURO is the program under test; BUILD the folder with bench_start."""
import os
import subprocess
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests", "window"))
from bench import OURO, Screen, Window, eventually, missing_programs

LESSONS = os.path.join(TOP, "scenarios")
IDLE_S = 10
STEPS = 1000
FRAMES_PER_S = 60


def rss_kb(window):
    with open("/proc/%d/status" % window.process.pid, encoding="ascii") as f:
        return next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))


def idle(screen, name, *arguments):
    w = Window(screen, *arguments)
    w.settled()
    eventually(lambda: False, 3)  # the pointer is hidden by then
    before = w.cpu_s()
    time.sleep(IDLE_S)
    used_ms = (w.cpu_s() - before) * 1000
    w.key("ctrl+q")
    w.ended()
    print("idle  %s: %.0f ms of CPU in %d s, %.3f ms per frame's time" % (
        name, used_ms, IDLE_S, used_ms / IDLE_S / FRAMES_PER_S))


def walk(screen, name, path, there, back):
    """`there` and `back` are keys that lead through the whole lesson and to its beginning again."""
    w = Window(screen, path)
    w.settled()
    w.key("m", "q")
    sizes = []
    for _ in range(STEPS // (len(there) + len(back)) + 1):
        w.do("key", "--delay", "2", *there, *back)
        w.settled()
        sizes.append(rss_kb(w))
    w.key("ctrl+q")
    w.ended()
    print("steps %s: %d back and forth, %d KB after the first round, %d KB after half, %d KB at the end" % (
        name, STEPS, sizes[0], sizes[len(sizes) // 2], sizes[-1]))


def main():
    missing = missing_programs("Xvfb", "xdotool", "import")
    if missing:
        print("not measured: %s not installed" % ", ".join(missing))
        return
    screen = Screen()
    try:
        start = os.path.join(os.environ.get("BUILD", os.path.dirname(OURO)), "bench_start")
        if os.path.exists(start):
            subprocess.run([start], cwd=TOP, env=screen.env, check=False)
        sys.stdout.flush()
        lesson = os.path.join(LESSONS, "03-collector", "step-by-step.json")
        idle(screen, "a lesson", lesson)
        idle(screen, "the lessons")
        walk(screen, "a lesson", lesson, ["Right"] * 25, ["Left"] * 25)
        walk(screen, "a lesson's lines", lesson, ["Down"] * 50, ["Up"] * 50)
        walk(screen, "a lesson with its heap", os.path.join(LESSONS, "10-heap", "why-memory-stays.json"),
             ["Right"] * 25, ["Left"] * 25)
    finally:
        screen.close()


main()
