#!/usr/bin/env python3
"""Every shipped lesson, two steps of it, in every format of `ouro export`: each file is there and sound by
a cheap look of its own. Films with ffmpeg are of two lessons; what programs make of the files is tested
in tests/consumers.

OURO is the program under test (default build/release/ouro)."""
import glob
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
WIDTH, HEIGHT = 480, 270
SMALL = ["--size", "%dx%d" % (WIDTH, HEIGHT)]
FILM = [*SMALL, "--fps", "2", "--seconds", "0.5"]
FILMED = 2  # so many lessons are encoded with ffmpeg
# Under the sanitizers an export takes some 15 times as long: there each lesson has every third format, the next
# lesson the next ones, so that all lessons and all formats are there; elsewhere each lesson has all of them.
TURNS = 3 if os.environ.get("VARIANT") == "asan" else 1


def need(true, what):
    if not true:
        raise ValueError(what)


def check_png(data):
    need(data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG")
    need(tuple(int.from_bytes(data[i:i + 4], "big") for i in (16, 20)) == (WIDTH, HEIGHT), "another size")
    at, pixels = 8, b""
    while at < len(data):
        length, body = int.from_bytes(data[at:at + 4], "big"), data[at + 4:]
        need(zlib.crc32(body[:4 + length]) == int.from_bytes(body[4 + length:8 + length], "big"), "a wrong CRC")
        pixels += body[4:4 + length] if body[:4] == b"IDAT" else b""
        at += 12 + length
    need(body[:4] == b"IEND" and len(set(zlib.decompress(pixels))) > 8, "cut off, or blank")


def check_svg(data):
    root = ET.fromstring(data)
    need(root.tag == "{http://www.w3.org/2000/svg}svg", root.tag)
    ids = re.findall(rb'\sid="([^"]*)"', data)
    need(ids and len(ids) == len(set(ids)), "an id stands twice")


def check_pdf(data):
    need(data.startswith(b"%PDF-1.") and data.rstrip().endswith(b"%%EOF"), "no whole PDF")
    table = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data).group(1))
    need(re.match(rb"xref|\d+ \d+ obj", data[table:]), "startxref points elsewhere")


def check_gif(data):
    """Block after block to the trailer, which is the last byte; at least a picture."""
    need(data[:6] == b"GIF89a", "no GIF")
    need((data[6] | data[7] << 8, data[8] | data[9] << 8) == (WIDTH, HEIGHT), "another size")
    at, pictures = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0), 0
    while data[at] != 0x3B:
        need(data[at] in (0x21, 0x2C), "neither an extension nor a picture")
        if data[at] == 0x2C:
            pictures += 1
            at += 11 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 0x80 else 0)
        else:
            at += 2
        while data[at]:
            at += 1 + data[at]
        at += 1
    need(pictures and at == len(data) - 1, "no picture, or more than one film")


def check_pptx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        need(parts.testzip() is None, "a wrong CRC")
        names = parts.namelist()
        need("[Content_Types].xml" in names and "ppt/slides/slide1.xml" in names, names)
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))


def check_html(data):
    text = data.decode()
    need(text.lower().startswith("<!doctype html>") and text.rstrip().endswith("</html>"), "no whole page")
    need(text.count("<script") == text.count("</script>") and text.count("<svg") == text.count("</svg>"),
         "an element is left open")


def check_md(data):
    need(data.startswith(b"---\n") and data.decode().count("![") >= 2, "no head, or pictures are missing")


def check_tex(data):
    text = data.decode()
    need("\\documentclass" in text and text.rstrip().endswith("\\end{document}"), "no whole document")
    need(text.count("\\begin{frame}") == text.count("\\end{frame}") > 0, "frames do not match")


def check_dot(data):
    text = data.decode()
    need(text.startswith("digraph") and text.rstrip().endswith("}"), "no whole graph")
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text, flags=re.S)
    need('"' not in bare and bare.count("{") == bare.count("}"), "quotes or braces do not match")


def check_pytutor(data):
    trace = json.loads(data)
    need(trace["code"] and trace["trace"] and all("event" in point for point in trace["trace"]), "an empty trace")


def check_heapsnapshot(data):
    heap = json.loads(data)
    fields = heap["snapshot"]["meta"]
    nodes, edges = len(fields["node_fields"]), len(fields["edge_fields"])
    need(len(heap["nodes"]) == heap["snapshot"]["node_count"] * nodes > 0, "nodes are missing")
    need(len(heap["edges"]) == heap["snapshot"]["edge_count"] * edges, "edges are missing")


def check_mp4(data):
    need(data[4:8] == b"ftyp" and b"moov" in data, "no MP4")


def check_webm(data):
    need(data[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in data[:64], "no WebM")


# format, ending, options, check
FORMATS = [("png", "png", ["--steps", "1", *SMALL], check_png), ("svg", "svg", ["--steps", "1-2"], check_svg),
           ("pdf", "pdf", ["--steps", "1-2"], check_pdf), ("gif", "gif", ["--steps", "1-2", *FILM], check_gif),
           ("pptx", "pptx", ["--steps", "1-2"], check_pptx), ("html", "html", ["--steps", "1-2"], check_html),
           ("md", "md", ["--steps", "1-2", *SMALL], check_md), ("tex", "tex", ["--steps", "1-2"], check_tex),
           ("dot", "dot", ["--steps", "2"], check_dot), ("pytutor", "json", [], check_pytutor),
           ("heapsnapshot", "heapsnapshot", ["--steps", "2"], check_heapsnapshot)]
FILMS = [("mp4", "mp4", ["--steps", "1-2", *FILM], check_mp4), ("webm", "webm", ["--steps", "1-2", *FILM], check_webm)]


def wrong(path, folder, kind):
    """Why one lesson's file in one format is not sound; None: it is."""
    name, ending, options, check = kind
    out = os.path.join(folder, name, "out." + ending)
    r = subprocess.run([OURO, "export", path, "-o", out, "--format", name, *options], stdin=subprocess.DEVNULL,
                       capture_output=True, timeout=120)
    if r.returncode or r.stderr:
        return "%s: exit code %d, %s" % (name, r.returncode, r.stderr.decode("utf-8", "replace"))
    try:
        with open(out, "rb") as f:
            check(f.read())
    except (OSError, ValueError, LookupError, AttributeError, SyntaxError, zlib.error, zipfile.BadZipFile) as e:
        return "%s: %s: %s" % (name, type(e).__name__, e)
    return None


def lesson_wrongs(path, formats):
    with tempfile.TemporaryDirectory() as folder:
        return [why for why in (wrong(path, folder, kind) for kind in formats) if why]


def main():
    tap = Tap()
    lessons = sorted(path for ending in ("json", "py")
                     for path in glob.glob(os.path.join(TOP, "scenarios", "*", "*." + ending)))
    tap.ok(len(lessons) >= 3, "there are lessons to export", lessons)
    films = FILMS if shutil.which("ffmpeg") else []
    every = [FORMATS[i % TURNS::TURNS] + (films if i < FILMED else []) for i in range(len(lessons))]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for path, formats, wrongs in zip(lessons, every, threads.map(lesson_wrongs, lessons, every)):
            tap.ok(not wrongs, "%s as %s" % (os.path.relpath(path, TOP), ", ".join(name for name, *_ in formats)),
                   "\n".join(wrongs))
    visited = {name for formats in every for name, *_ in formats}
    tap.ok(visited == {name for name, *_ in FORMATS + films}, "every format has been there", sorted(visited))
    if not films:
        tap.skip("two lessons as films", "no ffmpeg")
    tap.end()


if __name__ == "__main__":
    main()
