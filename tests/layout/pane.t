#!/usr/bin/env python3
"""What the pane shows of a lesson, at every step, in the sizes of projectors and in both looks.

Whatever the step touches is whole in the pane. Everything else is whole in it, or not in it at all:
half a box at the edge looks like a mistake. Of a tree too large for that, what is shown can be read."""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from picture import SVG, TOP, Box, lessons, pictures
from tap import Tap

SIZES = ("800x600", "1024x768", "1920x1080", "3840x2160")
LOOKS = ("stage", "slide")
TOUCHED = ("new", "changed", "dying", "tombstone", "resurrected", "gone")
READABLE = 0.5  # of the size that everything has at 1080 lines: a type's letters are 20 px high
NEAR = 1  # pixels: what a rounded number may be off by


def on_screen(p, box):
    return Box(p.camera[0] + box.x * p.scale, p.camera[1] + box.y * p.scale,
               box.width * p.scale, box.height * p.scale)


def within(pane, b):
    return (b.x >= pane.x - NEAR and b.x + b.width <= pane.x + pane.width + NEAR
            and b.y >= pane.y - NEAR and b.y + b.height <= pane.y + pane.height + NEAR)


def wrong_of(p):
    """(step's picture, what is wrong) of every object, stack and name of a picture."""
    pane = Box.of(p.root.find(".//" + SVG + "clipPath/*"))
    for shelf in (p.objects, p.stacks, p.names):
        for name, thing in shelf.items():
            if not thing.box:
                continue
            box = on_screen(p, thing.box)
            if within(pane, box):
                continue
            if any(c in TOUCHED for c in thing.classes):
                yield "%s is touched and not whole in the pane" % name
            elif pane.shrunk(NEAR).meets(box):
                yield "%s is cut by the pane's edge" % name


def wrong_at(job):
    path, size, look = job
    found = []
    for k, p in enumerate(pictures(path, "--size", size, "--look", look)):
        found += ["%s %s step %d: %s" % (size, look, k, w) for w in wrong_of(p)]
    return found


def test_large(tap):
    path = os.path.join(TOP, "tests", "layout", "scenarios", "tree_large.py")
    for size in SIZES:
        for look in LOOKS:
            scales = [p.scale * 1080 / int(size.split("x")[1])
                      for p in pictures(path, "--size", size, "--look", look)]
            tap.ok(min(scales) >= READABLE, "a large tree, %s %s: every step can be read"
                   % (size, look), scales)


def main():
    tap = Tap()
    test_large(tap)
    for path in lessons():
        jobs = [(path, size, look) for size in SIZES for look in LOOKS]
        with ThreadPoolExecutor(2) as pool:
            wrong = [w for found in pool.map(wrong_at, jobs) for w in found]
        tap.ok(not wrong, "%s: touched things are whole, nothing is cut"
               % os.path.splitext(os.path.basename(path))[0], "\n".join(wrong[:12]))
    tap.end()


main()
