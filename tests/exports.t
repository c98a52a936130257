#!/usr/bin/env python3
"""`ouro export` into one file: what a reader of the file finds in it.

OURO is the program under test (default build/release/ouro)."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))

GRAPH = r'''import weakref


class Node:
    pass


a = Node()
a.text = 'say "hi"\\n <b>'
a.next = Node()
a.next.back = weakref.ref(a)

d = {'k"\\': a, "two\nlines": [a], "nö": 1}

a.next.me = a.next
a.next = None
a.self = a

del a, d
'''


def export(path, out, *more):
    return subprocess.run([OURO, "export", path, "-o", out, *more], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=120)


# ---- pixels ----

def png_read(data):
    """Width, height, bytes a pixel, and the rows: 8 bits a channel, no filter."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n", data[:8]
    at, stream, head = 8, b"", b""
    while at < len(data):
        length, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        body = data[at + 8:at + 8 + length]
        head, stream = (body if kind == b"IHDR" else head), stream + (body if kind == b"IDAT" else b"")
        at += 12 + length
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    bytes_each = {2: 3, 6: 4}[head[9]]
    raw, row = zlib.decompress(stream), width * bytes_each + 1
    assert all(raw[y * row] == 0 for y in range(height))
    return width, height, bytes_each, b"".join(raw[y * row + 1:(y + 1) * row] for y in range(height))


def over(pixels, ground):
    """RGBA pixels laid over one colour, as RGB."""
    out = bytearray()
    for i in range(0, len(pixels), 4):
        alpha = pixels[i + 3]
        for c in range(3):
            out.append((pixels[i + c] * alpha + ground[c] * (255 - alpha) + 127) // 255)
    return bytes(out)


def test_png(tap, path, folder):
    frames, one = os.path.join(folder, "frames"), os.path.join(folder, "new", "one.png")
    size = ("--size", "480x270")
    export(path, frames, "--steps", "2", *size)
    r = export(path, one, "--steps", "2", *size)
    tap.ok(r.returncode == 0, "-o X.png --steps K is one file, its folder is made", r.stderr)
    with open(os.path.join(frames, "graph-0002.png"), "rb") as f:
        wanted = f.read()
    tap.ok(open(one, "rb").read() == wanted, "with the bytes of the frame in a folder")
    tap.ok(export(path, "-", "--steps", "2", *size).stdout == wanted, "-o - is the same on standard output")
    clear = os.path.join(folder, "clear.png")
    r = export(path, clear, "--steps", "2", "--transparent", *size)
    width, height, channels, pixels = png_read(open(clear, "rb").read())
    tap.ok(r.returncode == 0 and (width, height, channels) == (480, 270, 4), "--transparent is RGBA", r.stderr)
    tap.ok(pixels[:4] == b"\0\0\0\0" and 255 in pixels[3::4] and set(pixels[3::4]) - {0, 255},
           "nothing in the corner, something opaque, edges in between")
    theirs = png_read(wanted)[3]
    most = max(abs(a - b) for a, b in zip(over(pixels, (0xFA, 0xFA, 0xF7)), theirs))
    tap.ok(most <= 3, "laid over the theme's background it is the usual picture", "differs by %d" % most)
    frames = os.path.join(folder, "clears")
    export(path, frames, "--steps", "2", "--transparent", *size)
    tap.ok(open(os.path.join(frames, "graph-0002.png"), "rb").read() == open(clear, "rb").read(),
           "a folder's frames are transparent as well")
    r = export(path, frames, "--steps", "1", *size)
    tap.ok(r.returncode == 3 and b"--force" in r.stderr, "and do not mix with others", r.stderr)


# ---- SVG ----

def test_svg(tap, path):
    ground = re.compile(rb'<rect x="0" y="0" width="1920" height="1080" fill="#fafaf7"/>\n')
    for look in ("stage", "slide"):
        page = export(path, "-", "--format", "svg", "--steps", "2", "--look", look).stdout
        clear = export(path, "-", "--format", "svg", "--steps", "2", "--look", look, "--transparent").stdout
        tap.ok(len(ground.findall(page)) == 1 and ground.sub(b"", page) == clear,
               "SVG of the %s: --transparent takes the background away, and nothing else" % look)
        sheet = export(path, "-", "--format", "svg", "--look", look)
        clear = export(path, "-", "--format", "svg", "--look", look, "--transparent").stdout
        ids = re.findall(rb' id="([^"]*)"', sheet.stdout)
        tap.ok(sheet.returncode == 0 and len(set(ids)) == len(ids) and sheet.stdout.count(b"<svg") == 7,
               "contact sheet of the %s: every step, every id once" % look, sheet.stderr)
        tap.ok(b"#fafaf7\"/>\n<svg" in sheet.stdout and len(ground.findall(clear)) == 0,
               "and it may be transparent")


# ---- DOT ----

def test_dot(tap, path, folder):
    texts = [export(path, "-", "--format", "dot", "--steps", str(k)).stdout.decode() for k in range(6)]
    last = os.path.join(folder, "last.dot")
    r = export(path, last)
    tap.ok(r.returncode == 0 and open(last, encoding="utf-8").read() == texts[5], "DOT is of the last step",
           r.stderr)
    node = r'o%s\[label="Node\\n<Node>'
    names = re.findall(r'f0_(\d)\[label="(\w+)"', texts[3])
    tap.ok([n for _, n in names] == ["a", "d"], "names stand in their frame", texts[3])
    a = re.search(r"  f0_0 -> o(\d+);", texts[3]).group(1)
    tap.ok(re.search(node % a + r'''\\ntext = 'say \\"hi\\"\\\\\\\\n <b>'\\nrefcount 3"\];''', texts[3]),
           "objects have type, value, cells and count, escaped", texts[3])
    b = re.search(r'  o%s -> o(\d+)\[label="next"\];' % a, texts[3]).group(1)
    tap.ok('  o%s -> o%s[label="back", style=dashed];' % (b, a) in texts[3], "weak references are dashed")
    tap.ok(re.search(r'\[label="\'k\\"\\\\\\\\\'"\];', texts[3]), "labels of references are escaped", texts[3])
    tap.ok("  o%s -> o%s[label=\"me\"];" % (b, b) in texts[4]
           and re.search(r'  o%s\[.*, style="filled,dotted"\];' % b, texts[4]),
           "what no name leads to is dotted", texts[4])
    if not shutil.which("dot"):
        tap.skip("Graphviz reads it", "no dot")
        return
    for k, text in enumerate(texts):
        r = subprocess.run(["dot", "-Tcanon"], input=text.encode(), capture_output=True, timeout=60)
        tap.ok(r.returncode == 0 and not r.stderr, "Graphviz reads step %d without a word" % k, r.stderr)
    r = subprocess.run(["dot", "-Tplain"], input=texts[3].encode(), capture_output=True, timeout=60)
    edges = re.findall(rb"^edge (\w+) (\w+) ", r.stdout, re.M)
    tap.ok(len(edges) == texts[3].count(" -> "), "and finds every reference", r.stdout)


# ---- slides ----

BUSY = ("04-weak-references/weak-containers", "06-sizes/room-to-grow", "06-sizes/what-an-object-costs",
        "08-frames/exceptions-keep-frames", "10-heap/free-lists")
NUMBERS = r'x="([-\d.]+)" y="([-\d.]+)" width="([-\d.]+)" height="([-\d.]+)"'


def boxes_cut(page):
    """The objects, names and frames that are not whole inside the graph's pane, and the graph's scale."""
    clip, x, y, scale = re.search(r'<g clip-path="url\(#(clip-\d+)\)">\n<g id="graph" transform="'
                                  r'translate\(([-\d.]+) ([-\d.]+)\) scale\(([-\d.]+)\)', page).groups()
    x, y, scale = float(x), float(y), float(scale)
    left, top, wide, high = map(float, re.search('id="%s"><rect %s' % (clip, NUMBERS), page).groups())
    cut = []
    for found in re.finditer(r'<g id="((?:obj|name|frame)-[^"]*)"[^>]*>\s*<rect ' + NUMBERS, page):
        bx, by, bw, bh = map(float, found.groups()[1:])
        bx, by, bw, bh = bx * scale + x, by * scale + y, bw * scale, bh * scale
        if bx < left - 1 or by < top - 1 or bx + bw > left + wide + 1 or by + bh > top + high + 1:
            cut.append(found.group(1))
    return cut, scale


def test_slides(tap, folder):
    for lesson in BUSY:
        for size in ("1920x1080", "1440x1080"):
            out = os.path.join(folder, os.path.basename(lesson) + size)
            r = export(os.path.join(TOP, "scenarios", lesson + ".json"), out, "--format", "svg", "--look", "slide",
                       "--size", size)
            wrong, count = [], 0
            for name in sorted(os.listdir(out)):
                if name.endswith(".svg"):
                    count += 1
                    with open(os.path.join(out, name), encoding="utf-8") as f:
                        cut, scale = boxes_cut(f.read())
                    if cut or scale < 0.5:
                        wrong.append("%s: %s at scale %g" % (name, cut, scale))
            tap.ok(r.returncode == 0 and count > 3 and not wrong, "slides of %s, %s: nothing is cut" % (lesson, size),
                   "\n".join(wrong) or r.stderr)


# ---- the cheat sheet ----

def test_sheet(tap, folder):
    out = os.path.join(folder, "deep", "symbols.pdf")
    command = [OURO, "export", "--cheat-sheet", "-o"]
    r = subprocess.run([*command, out], capture_output=True, timeout=60)
    tap.ok(r.returncode == 0 and open(out, "rb").read(5) == b"%PDF-", "--cheat-sheet needs no FILE", r.stderr)
    tap.ok(subprocess.run([*command, "-"], capture_output=True, timeout=60).stdout == open(out, "rb").read(),
           "it is the same each time, also on standard output")
    r = subprocess.run([*command, out], capture_output=True, timeout=60)
    tap.ok(r.returncode == 3 and b"--force" in r.stderr, "it replaces nothing unasked", r.stderr)
    if not shutil.which("pdftotext"):
        tap.skip("it tells all symbols and keys on one page", "no pdftotext")
        return
    r = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, text=True, timeout=60)
    wanted = ["alive", "new", "changed", "dying", "dead", "unreachable", "resurrected", "immortal", "gc_refs",
              "set apart", "rescued", "finalizer", "stack", "selected", "dimmed", "reference", "weak reference",
              "let go", "name", "gone", "in passing", "call", "next step", "Ctrl Q"]
    missing = [w for w in wanted if w not in r.stdout]
    tap.ok(not missing and r.stdout.count("\f") == 1, "it tells all symbols and keys on one page", missing)
    tap.ok("\u2026" not in r.stdout, "and no text on it is cut", r.stdout)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "graph.py")
        with open(path, "w", encoding="utf-8") as f:
            f.write(GRAPH)
        test_png(tap, path, folder)
        test_svg(tap, path)
        test_dot(tap, path, folder)
        test_slides(tap, folder)
        test_sheet(tap, folder)
    tap.end()


main()
