#!/usr/bin/env python3
"""A PDF: pages, outline, fonts and text as poppler finds them; a page is the picture of its step.

OURO is the program under test (default build/release/ouro)."""
import re

from consumers import (SAYS, SCENARIO, STEM, STEPS, Folder, Tap, difference, is_blank, make, missing, pixels,
                       plain, run, words)

TOOLS = ("pdfinfo", "pdffonts", "pdftotext", "pdftoppm", "pdftohtml", "convert")


def info(path):
    return dict(line.split(":", 1) for line in words("pdfinfo", path).splitlines() if ":" in line)


def rasters(path, prefix):
    """Every page, small."""
    run("pdftoppm", "-r", "96", path, prefix)
    count = int(info(path).get("Pages", 0))
    return ["%s-%0*d.ppm" % (prefix, len(str(count)), k + 1) for k in range(count)]


def code_lines():
    for step in SCENARIO["steps"]:
        yield from [step["do"]] if isinstance(step["do"], str) else step["do"]


def test_pages(tap, folder, path):
    about = info(path)
    tap.ok(int(about.get("Pages", 0)) == STEPS + 1, "a page for each step and one before the first", str(about))
    tap.ok("960 x 540" in about.get("Page size", ""), "of 960 x 540 points", str(about))
    tap.ok(about.get("Title", "").strip() == SCENARIO["title"], "the title is the lesson's", str(about))
    fonts = [line for line in words("pdffonts", path).splitlines()[2:]]
    loose = [line for line in fonts if not re.search(r"\byes yes yes\s+\d+\s+\d+$", line)]
    tap.ok(fonts and not loose, "all fonts are embedded, in parts, with their characters", "\n".join(loose))
    said = plain(words("pdftotext", path, "-"))
    missed = [s for s in SAYS if plain(s) not in said] + [c for c in code_lines() if plain(c) not in said]
    tap.ok(not missed, "narration and code can be searched and copied", "%s not in\n%s" % (missed, said))
    outline = plain(words("pdftohtml", "-xml", "-i", "-stdout", path).partition("<outline>")[2])
    entries = re.findall(r"<itempage=\"(\d+)\">", outline)
    tap.ok(entries == [str(k + 1) for k in range(STEPS + 1)], "the outline has every page", outline)


def test_pictures(tap, folder, path):
    frames = folder.file("frames")
    if not make(tap, "the same as frames", folder.scenario, "-o", frames, "--look", "slide"):
        return
    apart = [difference(pixels(page), pixels("%s/%s-%04d.png" % (frames, STEM, k)))
             for k, page in enumerate(rasters(path, folder.file("page")))]
    tap.ok(len(apart) == STEPS + 1 and max(apart) < 4, "a page is the picture of its step", str(apart))


def test_handouts(tap, folder):
    for count in (1, 2, 4, 6):
        path = folder.file("handout%d.pdf" % count)
        name = "a handout of %d steps a page" % count
        if not make(tap, name, folder.scenario, "-o", path, "--handout", str(count)):
            continue
        about = info(path)
        pages = (STEPS + count) // count
        tap.ok(int(about.get("Pages", 0)) == pages and "A4" in about.get("Page size", ""),
               name + ": as few A4 pages as hold them", str(about))
        said = plain(words("pdftotext", path, "-"))
        missed = [s for s in SAYS if plain(s) not in said]
        tap.ok(not missed, name + ": with the narration", "%s not in\n%s" % (missed, said))
        blank = [p for p in rasters(path, folder.file("h%d" % count)) if is_blank(pixels(p))]
        tap.ok(not blank, name + ": no page is blank", str(blank))


def main():
    tap = Tap()
    lacking = missing(*TOOLS)
    if lacking:
        tap.skip("PDF", lacking + " not installed")
        tap.end()
    with Folder() as folder:
        path = folder.file("slides.pdf")
        if make(tap, "pages are written", folder.scenario, "-o", path):
            test_pages(tap, folder, path)
            test_pictures(tap, folder, path)
            test_handouts(tap, folder)
    tap.end()


if __name__ == "__main__":
    main()
