#!/usr/bin/env python3
"""The layout's targets, on the pictures of ten scenarios made for it and of every shipped lesson.

Measured on exported SVG (see measure.py): nothing moves, nothing covers anything, shapes are shapes.
Where Graphviz is installed, `dot` lays out every step of the ten beside us."""
import math
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import dot
from measure import Measure, crossings, mean
from picture import TOP, lessons, pictures
from tap import Tap

TEN = ["linked_list", "doubly_linked", "two_cycle", "ring6", "tree_parent", "observer_weak",
       "cache_dict", "island", "calls", "churn"]
MORE = ["shop", "crowd"]
DOT_PER_STEP = 2.3  # crossings, the mean that dot reaches where every step is laid out anew
FEW = 15            # so many objects stand large
LARGE = 0.7
STILL = 0.88        # what every step of a lesson is shown at; 0.9 is aimed at


def own(name):
    return os.path.join(TOP, "tests", "layout", "scenarios", name + ".py")


def judge(tap, name, drawn):
    m = Measure(drawn)
    tap.say("%-24s %s" % (name, m))
    tap.ok(m.moved == 0, "%s: nothing moves" % name, m.moved)
    tap.ok(not m.overlaps, "%s: no box covers another" % name, m.overlaps[:6])
    tap.ok(not m.through, "%s: no reference runs through a box" % name, m.through[:6])
    tap.ok(not m.labels, "%s: no text stands on another" % name, m.labels[:6])
    if m.whole >= 0.8:
        tap.ok(m.cameras == 1, "%s: all of it is large enough, the camera stays" % name, m.cameras)
    return m


def middle(box):
    return box.x + box.width / 2, box.y + box.height / 2


def test_list(tap, drawn):
    """Neighbours in a list stand on one height, unless the list goes on in the next row."""
    wrong = []
    for p in drawn:
        for name, r in p.references.items():
            if r.data["label"] != "next" or "obj-" + r.data["target"] not in p.alive():
                continue
            a, b = p.objects["obj-" + name.split("-")[1]].box, p.objects["obj-" + r.data["target"]].box
            if b.x > a.x and abs(a.y - b.y) > 10:
                wrong.append((p.path, name, a.y, b.y))
    tap.ok(not wrong, "a list is a row: neighbours within 10 px of a line", wrong[:4])


def test_ring(tap, drawn):
    p = next(p for p in drawn if sum(r.data["label"] == "next" for r in p.references.values()) == 6)
    after = {n.split("-")[1]: r.data["target"] for n, r in p.references.items()
             if r.data["label"] == "next"}
    order = [min(after, key=int)]
    while len(order) < 6:
        order.append(after[order[-1]])
    at = [middle(p.objects["obj-" + i].box) for i in order]
    x, y = mean(a[0] for a in at), mean(a[1] for a in at)
    turns = []
    for a, b in zip(at, at[1:] + at[:1]):
        turn = (math.atan2((b[1] - y) / 0.62, b[0] - x) - math.atan2((a[1] - y) / 0.62, a[0] - x))
        turns.append((turn + math.pi) % (2 * math.pi) - math.pi)
    tap.ok(all(t > 0.1 for t in turns) or all(t < -0.1 for t in turns),
           "a ring's references go round it in one direction", turns)


def test_two(tap, drawn):
    """Both arrows can be told apart: their middles are far from each other."""
    seen = [p for p in drawn if sum(r.data["label"] == "other" for r in p.references.values()) == 2]
    near = []
    for p in seen:
        a, b = (r.points(24) for r in p.references.values() if r.data["label"] == "other")
        near.append(math.dist(a[len(a) // 2], b[len(b) // 2]))
    tap.ok(near and min(near) > 30, "two that hold each other: both arrows can be seen", near)


def test_tree(tap, drawn):
    def only_tree(p):
        p.references = {n: r for n, r in p.references.items() if not n.startswith("ref-name-")}
        return p
    counts = [crossings(only_tree(p)) for p in drawn]
    tap.ok(sum(counts) == 0, "a tree whose nodes know their parents crosses nothing", counts)


def test_camera(tap, measures):
    small = {n: round(m.median, 2) for n, m in measures.items() if m.most <= FEW and m.median < LARGE}
    tap.ok(not small, "up to %d objects the usual scale is %.1f and more" % (FEW, LARGE), small)


def test_dot(tap, ten):
    if not dot.installed():
        tap.skip("beside Graphviz", "dot is not installed")
        return
    ours, theirs, union = [], [], []
    for name, (m, drawn) in ten.items():
        measured = [dot.measure(p) for p in drawn if p.references]
        ours.append((m.crossings, m.length))
        theirs.append((mean(d[0] for d in measured), mean(d[1] for d in measured)))
        union.append(dot.measure_union(drawn))
        tap.say("%-16s crossings %.2f, dot %.2f, of all at once %.2f   "
                "length %.0f, dot %.0f, of all at once %.0f"
                % (name, ours[-1][0], theirs[-1][0], union[-1][0],
                   ours[-1][1], theirs[-1][1], union[-1][1]))
        tap.ok(m.crossings <= union[-1][0],
               "%s: crossings: no more than dot on all at once" % name, (m.crossings, union[-1][0]))
    cross = [mean(x[0] for x in k) for k in (ours, theirs, union)]
    length = [mean(x[1] for x in k) for k in (ours, theirs, union)]
    tap.ok(cross[0] <= max(cross[1], DOT_PER_STEP), "crossings: no more than dot per step", cross)
    tap.ok(length[0] <= 1.25 * length[1], "length: at most 1.25 times that of dot per step", length)
    tap.ok(length[0] <= 0.7 * length[2], "length: at most 0.7 times that of dot on all at once", length)


def main():
    tap = Tap()
    measures, ten = {}, {}
    for name in TEN + MORE:
        drawn = pictures(own(name))
        measures[name] = judge(tap, name, drawn)
        if name in TEN:
            ten[name] = (measures[name], drawn)
    shown = {}
    for path in lessons():
        name = os.path.splitext(os.path.basename(path))[0]
        measures[name] = shown[name] = judge(tap, name, pictures(path))
    small = {n: round(m.scale, 2) for n, m in shown.items() if m.most <= FEW and m.scale < STILL}
    tap.ok(not small, "up to %d objects every step of a lesson is shown at %.2f and more"
           % (FEW, STILL), small)
    tap.ok(mean(m.crossings for m, _ in ten.values()) <= DOT_PER_STEP,
           "crossings: the mean of ten is at most that of dot per step",
           mean(m.crossings for m, _ in ten.values()))
    test_dot(tap, ten)
    test_camera(tap, measures)
    test_list(tap, ten["linked_list"][1])
    test_ring(tap, ten["ring6"][1])
    test_two(tap, ten["two_cycle"][1])
    test_tree(tap, ten["tree_parent"][1])
    tap.end()


main()
