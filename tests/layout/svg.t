#!/usr/bin/env python3
"""`ouro export --format svg`: what scripts and style sheets may rely on, in every shipped lesson.

Checked against `ouro trace`, which says what there is. OURO is the program under test."""
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from picture import STATES, SVG, export, lessons, pictures, trace
from tap import Tap

FORBIDDEN = ("style", "use", "marker", "script", "image", "foreignObject")


def wrong_of_document(p):
    ids = p.ids()
    yield from ("id %s twice" % i for i in set(ids) if ids.count(i) > 1)
    yield from ("<%s>" % f for f in FORBIDDEN if p.root.find(".//" + SVG + f) is not None)
    yield from ("a style attribute" for e in p.root.iter() if e.get("style"))
    if not p.graph.get("transform") or any(e.get("transform") for e in p.graph.iter()
                                           if e is not p.graph):
        yield "the camera is not the graph's transform alone"


def wrong_of_objects(p, record):
    known = {o["id"]: o for o in record["objects"]}
    for name, o in p.objects.items():
        number, state = int(name[4:]), o.classes[1:]
        if o.classes[:1] != ["object"] or len(state) != 1 or state[0] not in STATES:
            yield "%s has the classes %s" % (name, o.classes)
            continue
        if not o.box:
            yield "%s does not begin with its box" % name
        dead = state[0] == "tombstone"
        if dead == (number in known):
            yield "%s is %s, the trace says otherwise" % (name, state[0])
        elif not dead and (o.data.get("type") != known[number]["type"]
                           or o.data.get("refcount") != str(known[number]["refcount"])):
            yield "%s says %s, the trace %s" % (name, o.data, known[number])
    for e in p.graph.iter():
        if (e.get("id") or "").startswith("obj-") and any(
                (c.get("id") or "").startswith("obj-") for c in e.iter() if c is not e):
            yield "an object inside %s" % e.get("id")


def wrong_of_references(p, record):
    known = {o["id"]: o for o in record["objects"]}
    for name, r in p.references.items():
        if not r.classes or r.classes[0] not in ("strong", "weak"):
            yield "%s has the classes %s" % (name, r.classes)
        target = r.data.get("target", "")
        if "obj-" + target not in p.objects and "stack-" + target not in p.stacks:
            yield "%s points at %s, which is not there" % (name, r.data.get("target"))
        if name.startswith("ref-name-"):
            if "name-" + name[9:] not in p.names and "temporary" not in name:
                if not any(i == "temporary-" + name[9:] for i in p.ids()):
                    yield "%s has no name" % name
            continue
        source = int(name.split("-")[1])
        if source not in known or "obj-%d" % source not in p.objects:
            yield "%s starts nowhere" % name


def wrong_of_completeness(p, record):
    """Whatever the trace says of two objects that are drawn is drawn, too."""
    shown = {int(i[4:]) for i in p.alive()}
    drawn = {(r.data["label"], int(n.split("-")[1]), int(r.data["target"]))
             for n, r in p.references.items() if not n.startswith("ref-name-")}
    for o in record["objects"]:
        for label, target, _ in o["refs"]:
            if o["id"] in shown and target.__class__ is int and target in shown:
                if (label, o["id"], target) not in drawn:
                    yield "no ref- for %s of %d to %d" % (label, o["id"], target)


def wrong_of_names(p, record):
    shown = {n.data["name"] for n in p.names.values() if "gone" not in n.classes}
    told = {n for f in record["frames"] for n in f["locals"]}
    yield from ("the name %s is drawn and not there" % n for n in shown - told)


def judge(tap, path):
    name = os.path.basename(path)
    drawn, told = pictures(path), trace(path)
    if not tap.ok(len(drawn) == len(told), "%s: a file per step" % name,
                  "%d files, %d steps" % (len(drawn), len(told))):
        return
    boxes, wrong = {}, []
    for k, (p, record) in enumerate(zip(drawn, told)):
        for what in (wrong_of_document(p), wrong_of_objects(p, record),
                     wrong_of_references(p, record), wrong_of_names(p, record),
                     wrong_of_completeness(p, record)):
            wrong += ["step %d: %s" % (k, w) for w in what]
        for i, o in p.objects.items():
            if o.box and boxes.setdefault(i, o.box.key()) != o.box.key():
                wrong.append("step %d: %s had the box %s, now %s" % (k, i, boxes[i], o.box.key()))
    tap.ok(not wrong, "%s: ids, classes, boxes for life, facts as in the trace" % name,
           "\n".join(wrong[:20]))


def judge_files(tap, folder):
    path = lessons()[0]
    stem = os.path.splitext(os.path.basename(path))[0]
    out = os.path.join(folder, "frames")
    r = export(path, out, "--steps", "0-2")
    names = ["%s-%04d.svg" % (stem, k) for k in range(3)]
    tap.ok(r.returncode == 0 and sorted(os.listdir(out)) == sorted(names + ["manifest.json"]),
           "a file per step and a manifest", r.stderr)
    with open(os.path.join(out, names[1]), "rb") as f:
        first = f.read()
    os.unlink(os.path.join(out, names[1]))
    r = export(path, out, "--steps", "0-2")
    with open(os.path.join(out, names[1]), "rb") as f:
        tap.ok(r.returncode == 0 and f.read() == first, "an export is resumed, with equal bytes")
    r = export(path, out, "--format", "png")
    tap.ok(r.returncode == 3 and "--force" in r.stderr, "a folder of svg takes no png", r.stderr)
    one = os.path.join(folder, "one.svg")
    r = export(path, one, "--steps", "2")
    with open(one, "rb") as a, open(os.path.join(out, names[2]), "rb") as b:
        same = a.read() == b.read()
    tap.ok(r.returncode == 0 and same, "X.svg of one step is that step's file", r.stderr)
    r = export(path, one, "--steps", "1")
    tap.ok(r.returncode == 3 and "--force" in r.stderr, "X.svg is not replaced unasked", r.stderr)
    r = export(path, one, "--force", "--size", "800x600", "--theme", "dark")
    root = ET.parse(one).getroot()
    tap.ok(r.returncode == 0 and len(root.findall(SVG + "svg")) == len(trace(path)),
           "with --force it is, by a contact sheet of all steps", r.stderr)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    tap.ok(len(ids) == len(set(ids)) and "step-2-graph" in ids, "whose ids are all different")
    r = export(path, os.path.join(folder, "x.svg"), "--format", "png")
    tap.ok(r.returncode == 2 and "ending" in r.stderr, "ending and --format must agree", r.stderr)


def judge_render(tap, folder):
    """Another program draws it as we do: the same picture, edges and hints of letters aside."""
    missing = [n for n in ("rsvg-convert", "compare") if not shutil.which(n)]
    if missing:
        tap.skip("drawn by another program", "%s is not installed" % ", ".join(missing))
        return
    path = lessons()[0]
    svg, ours = os.path.join(folder, "render.svg"), os.path.join(folder, "render")
    theirs = os.path.join(folder, "render.png")
    export(path, svg, "--steps", "3")
    export(path, ours, "--steps", "3", "--format", "png")
    subprocess.run(["rsvg-convert", svg, "-o", theirs], check=True)
    png = next(os.path.join(ours, n) for n in os.listdir(ours) if n.endswith(".png"))
    r = subprocess.run(["compare", "-metric", "RMSE", theirs, "-resize", "12.5%", png, "-resize",
                        "12.5%", "null:"], capture_output=True, text=True)
    apart = float(r.stderr.split("(")[1].rstrip(")\n")) if "(" in r.stderr else 1.0
    tap.ok(apart < 0.1, "rsvg-convert draws it as the raster does", r.stderr)


def judge_strange(tap, folder):
    """Texts that XML would trip over."""
    path = os.path.join(folder, "strange.py")
    with open(path, "w", encoding="utf-8") as f:
        f.write('"""<b> & "quotes" ]]>"""\nclass Ä: pass\nü = Ä()\n'
                'ü.x = ["<&>\\"\\x01\\ufffe", "\U0001F40D", [], "a  b"]\n')
    drawn = pictures(path)
    tap.ok(len(drawn) == 2, "any text is well-formed XML")
    tap.ok("name-0-ü" in drawn[-1].names, "names of any script are ids", str(drawn[-1].names))


def main():
    tap = Tap()
    for path in lessons():
        judge(tap, path)
    with tempfile.TemporaryDirectory() as folder:
        judge_files(tap, folder)
        judge_strange(tap, folder)
        judge_render(tap, folder)
    tap.end()


main()
