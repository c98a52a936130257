"""An exported SVG as a test sees it: objects, references, names, texts, in layout pixels.

Reads only what the README promises to scripts: ids, classes, the first rect of a group, paths."""
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
SVG = "{http://www.w3.org/2000/svg}"
STATES = ("live", "new", "changed", "dying", "unreachable", "tombstone", "resurrected", "immortal")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Box:
    def __init__(self, x, y, width, height):
        self.x, self.y, self.width, self.height = x, y, width, height

    @classmethod
    def of(cls, rect):
        return cls(*(float(rect.get(k)) for k in ("x", "y", "width", "height")))

    def key(self):
        return (self.x, self.y, self.width, self.height)

    def shrunk(self, by):
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def holds(self, point):
        return (self.x < point[0] < self.x + self.width
                and self.y < point[1] < self.y + self.height)

    def meets(self, other):
        return (self.x < other.x + other.width and other.x < self.x + self.width
                and self.y < other.y + other.height and other.y < self.y + self.height)


class Thing:
    """An object, a name, a call: an id, classes, facts, its box."""

    def __init__(self, element):
        self.id = element.get("id")
        self.classes = (element.get("class") or "").split()
        self.data = {k[5:]: v for k, v in element.attrib.items() if k.startswith("data-")}
        first = next(iter(element), None)
        self.box = Box.of(first) if first is not None and first.tag == SVG + "rect" else None


class Reference(Thing):
    def __init__(self, element):
        super().__init__(element)
        self.box = None
        self.curves = curves_of(element.get("d"))

    def points(self, each=12):
        out = [self.curves[0][0]]
        for a, b, c, d in self.curves:
            for i in range(1, each + 1):
                t, u = i / each, 1 - i / each
                out.append(tuple(u * u * u * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k]
                                 + t * t * t * d[k] for k in (0, 1)))
        return out

    def length(self):
        p = self.points()
        return sum(math.dist(p[i], p[i + 1]) for i in range(len(p) - 1))


def curves_of(d):
    """M x y, then C and L: what our paths are made of."""
    curves, at = [], None
    for letter, rest in re.findall(r"([MLC])([^MLC]*)", d):
        n = [float(x) for x in NUMBER.findall(rest)]
        if letter == "M":
            at = (n[0], n[1])
        elif letter == "L":
            end = (n[0], n[1])
            curves.append((at, at, end, end))
            at = end
        else:
            end = (n[4], n[5])
            curves.append((at, (n[0], n[1]), (n[2], n[3]), end))
            at = end
    return curves


class Picture:
    def __init__(self, path):
        self.path = path
        self.root = ET.parse(path).getroot()
        self.graph = self.root.find(".//*[@id='graph']")
        n = [float(x) for x in NUMBER.findall(self.graph.get("transform"))]
        self.camera = (n[0], n[1])
        self.scale = float(self.graph.get("transform").rsplit("scale(", 1)[1].rstrip(")"))
        self.objects, self.names, self.calls, self.references, self.gone = {}, {}, {}, {}, {}
        self.stacks, self.parts = {}, {}
        shelves = (("obj-", self.objects), ("name-", self.names), ("frame-", self.calls),
                   ("stack-", self.stacks), ("badge-", self.parts), ("tabs-", self.parts))
        for e in self.graph.iter():
            name = e.get("id") or ""
            if name.startswith(("ref-", "gone-")):
                shelf = self.references if name.startswith("ref-") else self.gone
                shelf[name] = Reference(e)
            for start, shelf in shelves:
                if name.startswith(start):
                    shelf[name] = Thing(e)

    def ids(self):
        return [e.get("id") for e in self.root.iter() if e.get("id")]

    def texts(self):
        """(group, text, box) of every text of the graph; widths as the writer measured them."""
        out = []

        def walk(e, group):
            group = e.get("id") or group
            if e.tag == SVG + "text":
                size, x = float(e.get("font-size")), float(e.get("x"))
                text = "".join(e.itertext())
                width = float(e.get("textLength") or 0.6 * size * len(text))
                x -= {"middle": width / 2, "end": width}.get(e.get("text-anchor"), 0)
                out.append((group, text,
                            Box(x, float(e.get("y")) - 0.75 * size, width, 0.95 * size)))
            for child in e:
                walk(child, group)
        walk(self.graph, None)
        return out

    def alive(self):
        return {k: o for k, o in self.objects.items() if "tombstone" not in o.classes}


def lessons():
    folder = os.path.join(TOP, "scenarios")
    return sorted(os.path.join(here, n) for here, _, names in os.walk(folder) for n in names
                  if n.endswith((".json", ".py")))


def export(path, out, *more):
    if "--format" not in more and not out.endswith(".svg"):
        more = ("--format", "svg", *more)
    return subprocess.run([OURO, "export", path, "-o", out, *more],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def pictures(path, *more):
    """Every step of a scenario."""
    with tempfile.TemporaryDirectory() as folder:
        r = export(path, folder, *more)
        if r.returncode not in (0, 1):
            raise RuntimeError("%s: %s" % (path, r.stderr))
        names = sorted(n for n in os.listdir(folder) if n.endswith(".svg"))
        if not names:
            raise RuntimeError(path + ": no picture to look at")
        return [Picture(os.path.join(folder, n)) for n in names]


def trace(path):
    """The records of `ouro trace --json`, one per step, without the head and the exit."""
    r = subprocess.run([OURO, "trace", path, "--json", "--all"], stdin=subprocess.DEVNULL,
                       capture_output=True, text=True, timeout=300)
    return [s for s in map(json.loads, r.stdout.splitlines()[1:]) if s["step"] != "exit"]
