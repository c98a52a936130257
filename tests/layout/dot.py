"""What Graphviz makes of one picture, and of all of a run at once: the same boxes and references, laid out
by `dot -Tplain`."""
import shutil
import subprocess

from measure import boxes_of, crosses, spans

INCH = 72.0


def installed():
    return shutil.which("dot") is not None


def record_of(box, frame):
    """A record with a port per row, of the box's size."""
    head, row = (64, 72) if frame else (60, 48)
    rows = max(1, round((box.height - head) / row))
    fields = "|".join(["x"] + ["<p%d>y" % k for k in range(rows)])
    return '[label="%s", width=%.3f, height=%.3f]' % (fields, box.width / INCH, box.height / INCH)


def port_of(p, name, source, boxes):
    """The row that a reference leaves from."""
    if not name.startswith("ref-name-"):
        return int(name.split("-")[2])
    tag = p.names.get("name-" + name[9:])
    return round((tag.box.y - boxes[source].y - 64) / 72) if tag else 0


def ends_in(p, name, r, boxes):
    """The boxes that a reference joins, or None where one of them is not drawn."""
    kind = "stack-" if "stack-" + r.data["target"] in boxes else "obj-"
    words = name.split("-")
    source = "frame-" + words[2] if name.startswith("ref-name-") else "obj-" + words[1]
    ends = source, kind + r.data["target"]
    return ends if ends[0] in boxes and ends[1] in boxes else None


def edges_of(p):
    """(its name, the boxes it joins) of every reference: its port, and whether it is weak."""
    boxes, edges = boxes_of(p), {}
    for name, r in sorted(p.references.items()):
        ends = ends_in(p, name, r, boxes)
        if ends:
            edges[name, ends] = (port_of(p, name, ends[0], boxes), "weak" in r.classes)
    return edges


def lay_out(boxes, edges):
    """The curves, (from, to, points). References leave their port at its right side, as ours mostly do."""
    number = {name: k for k, name in enumerate(sorted(boxes))}
    lines = ["digraph { rankdir=LR; nodesep=0.7; ranksep=1.2;",
             "node [shape=record, fixedsize=true, fontsize=8];"]
    for name, k in number.items():
        lines.append("n%d %s;" % (k, record_of(boxes[name], name.startswith("frame-"))))
    frames = [number[n] for n in number if n.startswith("frame-")]
    lines.append("{ rank=min; %s }" % " ".join("n%d;" % k for k in frames))
    for (_, (a, b)), (port, weak) in edges.items():
        lines.append("n%d:p%d:e -> n%d %s;" % (number[a], port, number[b],
                                               "[constraint=false]" if weak else ""))
    r = subprocess.run(["dot", "-Tplain"], input="\n".join(lines + ["}"]), capture_output=True,
                       text=True)
    return curves_of(r.stdout)


def curves_of(plain):
    out = []
    for line in plain.splitlines():
        words = line.split()
        if not words or words[0] != "edge":
            continue
        n = int(words[3])
        v = [float(x) * INCH for x in words[4:4 + 2 * n]]
        p = list(zip(v[::2], v[1::2]))
        points = [p[0]]
        for i in range(0, n - 3, 3):
            for k in range(1, 13):
                t, u = k / 12, 1 - k / 12
                points.append(tuple(u * u * u * p[i][c] + 3 * u * u * t * p[i + 1][c]
                                    + 3 * u * t * t * p[i + 2][c] + t * t * t * p[i + 3][c]
                                    for c in (0, 1)))
        out.append((words[1].split(":")[0], words[2].split(":")[0], points))
    return out


def length_of(points):
    return sum(((q[0] - s[0]) ** 2 + (q[1] - s[1]) ** 2) ** 0.5 for q, s in zip(points, points[1:]))


def crossings_of(curves):
    """Of (from, to, points), two of the same boxes excepted."""
    count, boxes = 0, [spans(c[2]) for c in curves]
    for k, (a, b, one) in enumerate(curves):
        for j in range(k):
            c, d, other = curves[j]
            s, t = boxes[k], boxes[j]
            if (a, b) == (c, d) or s[0] > t[2] or t[0] > s[2] or s[1] > t[3] or t[1] > s[3]:
                continue
            count += any(crosses(e, f, g, h) for e, f in zip(one, one[1:])
                         for g, h in zip(other, other[1:]))
    return count


def measure(p):
    """(crossings, length) of one picture."""
    curves = lay_out(boxes_of(p), edges_of(p))
    return crossings_of(curves), sum(length_of(c[2]) for c in curves)


# --- the super-graph: all that ever was, laid out once -----------------------------------------


def union_of(drawn):
    """Every box of the run, and every reference with its port and whether it is weak."""
    boxes, edges = {}, {}
    for p in drawn:
        here = boxes_of(p)
        boxes.update({i: b for i, b in here.items()
                      if i not in boxes or b.height > boxes[i].height})
        edges.update(edges_of(p))
    return boxes, edges


def lay_out_union(boxes, edges):
    """The curve of each reference: `dot` writes those between the same boxes in their order."""
    between, number = {}, {name: "n%d" % k for k, name in enumerate(sorted(boxes))}
    for a, b, points in lay_out(boxes, edges):
        between.setdefault((a, b), []).append(points)
    return {(name, (a, b)): between[number[a], number[b]].pop(0) for name, (a, b) in edges}


def measure_union(drawn):
    """(crossings, length), the means of the steps, were nothing ever to move and no place used twice."""
    curves = lay_out_union(*union_of(drawn))
    busy = [p for p in drawn if p.references]
    count, length = 0, 0.0
    for p in busy:
        here = boxes_of(p)
        there = [(ends_in(p, n, r, here), n) for n, r in sorted(p.references.items())]
        there = [(ends[0], ends[1], curves[n, ends]) for ends, n in there if ends]
        count += crossings_of(there)
        length += sum(length_of(points) for _, _, points in there)
    return count / len(busy), length / len(busy)
