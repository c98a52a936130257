#!/usr/bin/env python3
"""SVGs of all looks and themes are well-formed, have no id twice and are drawn as our own pictures.

OURO is the program under test (default build/release/ouro)."""
import re
from collections import Counter

from consumers import (STEM, STEPS, Folder, Tap, difference, is_blank, make, missing, pixels, read, run)

LOOKS = (("stage", ["--look", "stage"]), ("slide", ["--look", "slide"]), ("graph", ["--crop", "graph"]))
THEMES = ("light", "dark", "contrast")


def test_look(tap, folder, look, options, theme):
    name = "%s, %s" % (look, theme)
    drawn, written = folder.file("png-%s-%s" % (look, theme)), folder.file("svg-%s-%s" % (look, theme))
    common = [folder.scenario, *options, "--theme", theme]
    if not (make(tap, name + ": as frames", *common, "-o", drawn)
            and make(tap, name + ": as SVGs", *common, "-o", written, "--format", "svg")):
        return
    files = ["%s/%s-%04d.svg" % (written, STEM, k) for k in range(STEPS + 1)]
    r = run("xmllint", "--noout", "--nonet", *files)
    tap.ok(r.returncode == 0 and not r.stderr, name + ": well-formed", r.stderr.decode())
    twice = [(f, i) for f in files for i, n in Counter(re.findall(rb'\bid="([^"]*)"', read(f))).items() if n > 1]
    tap.ok(not twice, name + ": every id is there once", str(twice[:10]))
    apart, blank = [], []
    for k, file in enumerate(files):
        png = folder.file("one.png")
        run("rsvg-convert", "-w", "1920", "-h", "1080", file, "-o", png)
        data = pixels(png)
        blank += [k] if is_blank(data) and look != "graph" else []
        apart.append(difference(data, pixels("%s/%s-%04d.png" % (drawn, STEM, k))))
    tap.ok(not blank, name + ": no picture is blank", str(blank))
    # Letters stand a little apart: the reader kerns, we do not.
    tap.ok(max(apart) < 5, name + ": rsvg-convert draws what we draw", str(apart))


def test_sheet(tap, folder):
    path = folder.file("sheet.svg")
    if make(tap, "a contact sheet", folder.scenario, "-o", path):
        tap.ok(run("xmllint", "--noout", "--nonet", path).returncode == 0, "is well-formed")
        run("rsvg-convert", path, "-o", folder.file("sheet.png"))
        tap.ok(not is_blank(pixels(folder.file("sheet.png"))), "and not blank")


def main():
    tap = Tap()
    lacking = missing("xmllint", "rsvg-convert", "convert")
    if lacking:
        tap.skip("SVG", lacking + " not installed")
        tap.end()
    with Folder() as folder:
        for look, options in LOOKS:
            for theme in THEMES if look == "stage" else THEMES[:1]:
                test_look(tap, folder, look, options, theme)
        test_sheet(tap, folder)
    tap.end()


if __name__ == "__main__":
    main()
