#!/usr/bin/env python3
"""A PPTX: a sound archive of sound XML whose parts find each other, and LibreOffice shows all of it.

OURO is the program under test (default build/release/ouro)."""
import posixpath
import re
import zipfile
import xml.etree.ElementTree as ElementTree

from consumers import (QUESTIONS, SAYS, SCENARIO, STEPS, Folder, Tap, difference, is_blank, make, missing,
                       pixels, plain, run, words)

SLIDES = 1 + STEPS + QUESTIONS
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def is_xml(name):
    return name.endswith((".xml", ".rels", ".svg"))


def parse_all(archive):
    """(trees by part, what cannot be read)"""
    trees, bad = {}, []
    for name in archive.namelist():
        if is_xml(name):
            try:
                trees[name] = ElementTree.fromstring(archive.read(name))
            except ElementTree.ParseError as error:
                bad.append("%s: %s" % (name, error))
    return trees, bad


def relations(name, tree):
    """(id, path) of every part that the relations file `name` points to."""
    source = posixpath.dirname(posixpath.dirname(name))
    for r in tree.iter(RELATIONS + "Relationship"):
        target = r.get("Target")
        path = target[1:] if target.startswith("/") else posixpath.join(source, target)
        yield r.get("Id"), posixpath.normpath(path)


def dangling(trees, names):
    bad, reached = [], set()
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        owner = posixpath.join(posixpath.dirname(folder), file[:-len(".rels")])
        known = dict(relations(name, tree))
        if len(known) != len(list(tree)):
            bad.append("%s: an id twice" % name)
        bad += ["%s: %s is not there" % (name, p) for p in known.values() if p not in names]
        reached |= set(known.values())
        if owner in trees:
            used = set(re.findall(r'"(rId\d+)"', ElementTree.tostring(trees[owner]).decode()))
            bad += ["%s: %s is not defined" % (owner, i) for i in used - set(known)]
    bad += ["%s: nothing points to it" % n for n in names
            if n not in reached and not n.endswith(".rels") and n != "[Content_Types].xml"]
    return bad


def uncovered(types, names):
    defaults = {t.get("Extension") for t in types.iter(TYPES + "Default")}
    overrides = {t.get("PartName") for t in types.iter(TYPES + "Override")}
    bad = ["%s has no type" % n for n in names if n != "[Content_Types].xml" and "/" + n not in overrides
           and n.rsplit(".", 1)[-1] not in defaults]
    bad += ["%s: typed, not there" % n for n in overrides if n[1:] not in names]
    # The default of .xml is no type that a part of a presentation has.
    bad += ["%s needs an Override" % n for n in names if n.endswith(".xml") and "/" + n not in overrides
            and n != "[Content_Types].xml"]
    return bad


def texts(tree):
    return plain("".join(t.text or "" for t in tree.iter(TEXT)))


def test_parts(tap, path):
    archive = zipfile.ZipFile(path)
    names = archive.namelist()
    tap.ok(archive.testzip() is None, "every part's checksum is right")
    tap.ok(len(set(names)) == len(names), "no part is there twice")
    tap.ok(names[0] == "[Content_Types].xml", "the types come first", names[0])
    tap.ok({i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, "of no date")
    trees, bad = parse_all(archive)
    tap.ok(not bad, "every part is well-formed XML", "\n".join(bad))
    bad = dangling(trees, set(names))
    tap.ok(not bad, "relations resolve, nothing is left over", "\n".join(bad))
    bad = uncovered(trees["[Content_Types].xml"], names)
    tap.ok(not bad, "every part has a content type", "\n".join(bad))
    slides = ["ppt/slides/slide%d.xml" % (k + 1) for k in range(SLIDES)]
    tap.ok(sorted(slides) == sorted(n for n in names if re.match(r"ppt/slides/slide\d+\.xml$", n)),
           "a slide for each step and question, one before the first")
    notes = [texts(trees[s.replace("slides/slide", "notesSlides/notesSlide")]) for s in slides]
    missed = [s for s in SAYS + ["Tell them: x < y && y > z."] if not any(plain(s) in n for n in notes)]
    tap.ok(not missed, "the notes say what the narration says", str(missed) + "\n" + "\n".join(notes))
    titles = [texts(trees[s]) for s in slides]
    tap.ok(all(titles) and plain(SCENARIO["steps"][2]["title"]) in titles[3], "slides have titles", str(titles))
    blank = [k for k in range(SLIDES) if is_blank(picture(archive, k))]
    tap.ok(not blank, "no picture is blank", str(blank))


def picture(archive, k):
    """Slide k's PNG, small."""
    r = run("convert", "png:-", "-resize", "480x270!", "-depth", "8", "rgb:-",
            data=archive.read("ppt/media/slide%d.png" % (k + 1)))
    return r.stdout


def office(folder, path, name, notes):
    """LibreOffice's PDF of the slides, or of the pages of notes."""
    options = ('pdf:impress_pdf_Export:{"ExportNotesPages":{"type":"boolean","value":"true"},'
               '"ExportOnlyNotesPages":{"type":"boolean","value":"true"}}')
    run("soffice", "-env:UserInstallation=file://" + folder.file("office"), "--headless", "--convert-to",
        options if notes else "pdf", path, "--outdir", folder.file(name))
    return folder.file(name + "/slides.pdf")


def pages(path):
    found = re.search(r"^Pages:\s+(\d+)$", words("pdfinfo", path), re.M)
    return int(found.group(1)) if found else 0


def test_office(tap, folder, path):
    lacking = missing("soffice", "pdfinfo", "pdftotext", "pdftoppm", "convert")
    if lacking:
        return tap.skip("LibreOffice reads the slides", lacking + " not installed")
    shown = office(folder, path, "shown", False)
    tap.ok(pages(shown) == SLIDES, "LibreOffice counts a page for each slide", str(pages(shown)))
    run("pdftoppm", "-r", "96", shown, folder.file("page"))
    archive = zipfile.ZipFile(path)
    apart = []
    for k in range(SLIDES):
        data = pixels(folder.file("page-%0*d.ppm" % (len(str(SLIDES)), k + 1)))
        apart.append(difference(data, picture(archive, k)))
    tap.ok(max(apart) < 3, "and shows the pictures that are in it", str(apart))
    notes = office(folder, path, "notes", True)
    said = plain(words("pdftotext", notes, "-"))
    missed = [s for s in SAYS if plain(s) not in said]
    tap.ok(pages(notes) == SLIDES and not missed, "its pages of notes hold the narration",
           "%d pages, without %s" % (pages(notes), missed))


def main():
    tap = Tap()
    lacking = missing("convert")
    if lacking:
        tap.skip("slides", lacking + " not installed")
        tap.end()
    with Folder() as folder:
        path = folder.file("slides.pptx")
        if make(tap, "slides are written", folder.scenario, "-o", path):
            test_parts(tap, path)
            test_office(tap, folder, path)
    tap.end()


if __name__ == "__main__":
    main()
