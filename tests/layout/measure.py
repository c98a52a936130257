"""What a layout is judged by, measured on the pictures of a run (LAYOUT's metrics).

usage: measure.py [--steps] [FILE...]     a line per scenario, on the pictures that `ouro export` makes
of it; with --steps a line per step as well. Without files: all lessons, and their sum

moved      objects whose box differs from the step before (must be 0)
overlaps   pairs of boxes that cover each other
through    references that run through a box they have nothing to do with
labels     texts over texts of something else
crossings  references that cross, the mean over the steps; length: their length together, the mean
scale      the camera's smallest and its median; most: objects drawn at once
"""
import math
import statistics
import sys

from picture import lessons, pictures

GRID = 200.0


def moved(drawn):
    count = 0
    for before, after in zip(drawn, drawn[1:]):
        for i, o in after.objects.items():
            if i in before.objects and before.objects[i].box.key() != o.box.key():
                count += 1
    return count


def boxes_of(p):
    """What stands in the way: objects, stacks and calls; the dead and the dying excepted."""
    out = {i: o.box for i, o in p.alive().items() if o.box}
    out.update({i: s.box for i, s in p.stacks.items() if s.box})
    out.update({i: c.box for i, c in p.calls.items() if c.box and "dying" not in c.classes})
    return out


def overlaps(p):
    boxes = sorted(boxes_of(p).items(), key=lambda b: b[1].x)
    found = []
    for k, (i, a) in enumerate(boxes):
        for j, b in boxes[k + 1:]:
            if b.x >= a.x + a.width:
                break
            if a.meets(b):
                found.append((i, j))
    return found


def ends_of(p, name, r):
    """The ids of what the reference starts from and points at."""
    to = {"obj-" + r.data["target"], "stack-" + r.data["target"]}
    if name.startswith("ref-name-"):
        return {"frame-" + name.split("-")[2]} | to
    return {"obj-" + name.split("-")[1]} | to


def through(p):
    boxes, found = boxes_of(p), []
    cells = {}
    for i, b in boxes.items():
        for x in range(int(b.x // GRID), int((b.x + b.width) // GRID) + 1):
            for y in range(int(b.y // GRID), int((b.y + b.height) // GRID) + 1):
                cells.setdefault((x, y), []).append(i)
    for name, r in p.references.items():
        own, hit = ends_of(p, name, r), set()
        for q in r.points(24):
            for i in cells.get((int(q[0] // GRID), int(q[1] // GRID)), ()):
                if i not in own and boxes[i].shrunk(1).holds(q):
                    hit.add(i)
        found += [(name, i) for i in hit]
    return found


def labels(p):
    """Texts over texts. What is drawn anew over the old (a badge over a title's end) counts, too."""
    texts = sorted((t for t in p.texts() if t[1].strip()), key=lambda t: t[2].x)
    found = []
    for k, (_, one, a) in enumerate(texts):
        for _, other, b in texts[k + 1:]:
            if b.x >= a.x + a.width:
                break
            if a.shrunk(2).meets(b.shrunk(2)):
                found.append((one, other))
    return found


def crosses(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return (side(a, b, c) * side(a, b, d) < -1e-6 and side(c, d, a) * side(c, d, b) < -1e-6)


def spans(points):
    xs, ys = [q[0] for q in points], [q[1] for q in points]
    return min(xs), min(ys), max(xs), max(ys)


def crossings(p):
    lines = [(n, ends_of(p, n, r), r.points()) for n, r in sorted(p.references.items())]
    lines = [(n, e, q, spans(q)) for n, e, q in lines]
    count = 0
    for k, (_, ends, one, s) in enumerate(lines):
        for _, others, other, t in lines[:k]:
            if s[0] > t[2] or t[0] > s[2] or s[1] > t[3] or t[1] > s[3]:
                continue
            if ends == others and len(ends) == 1:
                continue
            count += any(crosses(a, b, c, d) for a, b in zip(one, one[1:])
                         for c, d in zip(other, other[1:]))
    return count


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def whole(drawn):
    """The scale at which everything of the run would stand at once in the pane."""
    boxes = [b for p in drawn for b in boxes_of(p).values()]
    if not boxes:
        return 1.0
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right = max(b.x + b.width for b in boxes)
    bottom = max(b.y + b.height for b in boxes)
    clip = drawn[0].root.find(".//{http://www.w3.org/2000/svg}clipPath/*")
    return min((float(clip.get("width")) - 64) / max(1, right - left + 23),
               (float(clip.get("height")) - 72) / max(1, bottom - top + 47 * 2))


class Measure:
    def __init__(self, drawn):
        self.moved = moved(drawn)
        self.overlaps = [x for p in drawn for x in overlaps(p)]
        self.through = [x for p in drawn for x in through(p)]
        self.labels = [x for p in drawn for x in labels(p)]
        busy = [p for p in drawn if p.references]
        self.crossings = mean(crossings(p) for p in busy)
        self.length = mean(sum(r.length() for r in p.references.values()) for p in busy)
        self.scale = min(p.scale for p in drawn)
        self.median = statistics.median(p.scale for p in drawn)
        self.cameras = len({(p.scale, p.camera) for p in drawn})
        self.whole = whole(drawn)
        self.most = max(len(p.objects) + len(p.stacks) for p in drawn)

    def __str__(self):
        return ("moved %d  overlaps %d  through %d  labels %d  crossings %.2f  length %.0f  "
                "scale %.2f (median %.2f, %d cameras)  most %d"
                % (self.moved, len(self.overlaps), len(self.through), len(self.labels),
                   self.crossings, self.length, self.scale, self.median, self.cameras, self.most))


LARGE = (0.9, 0.8)  # what the last row wants, and what the camera stands still for


def steps(drawn):
    """A line per step: scale, objects, crossings, length."""
    for k, p in enumerate(drawn):
        print("    step %2d  scale %.2f  objects %2d  crossings %d  length %.0f"
              % (k, p.scale, len(p.alive()) + len(p.stacks), crossings(p),
                 sum(r.length() for r in p.references.values())))


def main():
    files = [a for a in sys.argv[1:] if a != "--steps"]
    scales = []
    for path in files or lessons():
        drawn = pictures(path)
        m = Measure(drawn)
        scales += [p.scale for p in drawn]
        print("%-46s %s" % (path[-46:], m))
        for what in (m.overlaps, m.through, m.labels):
            if what:
                print("   ", sorted(set(map(str, what)))[:6])
        if "--steps" in sys.argv:
            steps(drawn)
    print("%d steps: %s" % (len(scales), ", ".join(
        "%d at scale %.1f and more" % (sum(s >= large - 0.0005 for s in scales), large)
        for large in LARGE)))


if __name__ == "__main__":
    main()
