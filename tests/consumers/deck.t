#!/usr/bin/env python3
"""The decks in text: pandoc finds the slides, notes and pictures of a Markdown deck, the Beamer
document has a frame for each page of its PDF.

OURO is the program under test (default build/release/ouro)."""
import json
import os
import re
import shutil

from consumers import SAYS, SCENARIO, STEPS, Folder, Tap, make, missing, plain, read, run, words


def text_of(node):
    """What a pandoc element says, without its marks."""
    if isinstance(node, list):
        return "".join(text_of(n) for n in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind in ("Str", "Code", "Math"):
        return content if isinstance(content, str) else content[-1]
    if kind == "Quoted":
        mark = '"' if content[0]["t"] == "DoubleQuote" else "'"
        return mark + text_of(content[1]) + mark
    return text_of(content) if isinstance(content, list) else ""


def walk(node):
    if isinstance(node, dict):
        yield node
        yield from walk(node.get("c"))
    elif isinstance(node, list):
        for n in node:
            yield from walk(n)


def straight(text):
    """Pandoc sets quotes, dashes and dots as printers do; the letters are the same."""
    for fancy, simple in (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2013", "--"),
                          ("\u2026", "..."), ("\xa0", "")):
        text = text.replace(fancy, simple)
    return plain(text)


def test_markdown(tap, folder):
    path = folder.file("deck.md")
    if not make(tap, "a Markdown deck is written", folder.scenario, "-o", path):
        return
    if missing("pandoc"):
        return tap.skip("pandoc reads the deck", "pandoc not installed")
    document = json.loads(words("pandoc", "-f", "markdown", "-t", "json", path))
    nodes = list(walk(document["blocks"]))
    headers = [n for n in nodes if n["t"] == "Header" and n["c"][0] == 2]
    tap.ok(len(headers) == STEPS + 1, "pandoc counts a slide for each step and one before the first",
           str(len(headers)))
    notes = [straight(text_of(n)) for n in nodes if n["t"] == "Div" and "notes" in n["c"][0][1]]
    missed = [s for s in SAYS if not any(straight(s) in n for n in notes)]
    tap.ok(not missed, "the notes are the narration, whatever it is made of",
           "%s\nnot in\n%s" % (missed, "\n".join(notes)))
    images = [n["c"] for n in nodes if n["t"] == "Image"]
    there = [os.path.isfile(os.path.join(folder.path, i[2][0])) for i in images]
    tap.ok(len(there) == STEPS + 1 and all(there), "a slide has its picture, which is there", str(images))
    tap.ok(all(text_of(i[1]) for i in images), "and is described for those who cannot see it")
    titles = straight(text_of(document["meta"]["title"]))
    tap.ok(titles == straight(SCENARIO["title"]), "the title is the lesson's", titles)
    page = words("pandoc", "-t", "revealjs", "-s", path)
    tap.ok(page.count('class="notes"') == len(notes) == len(SAYS) + 1, "reveal.js gets every note",
           str(page.count('class="notes"')))
    r = run("pandoc", path, "-o", folder.file("deck.pptx"), cwd=folder.path)
    tap.ok(r.returncode == 0 and not r.stderr, "pandoc makes slides of it, and misses nothing",
           r.stderr.decode())


def test_beamer(tap, folder):
    path = folder.file("beamer.tex")
    if not make(tap, "a Beamer document is written", folder.scenario, "-o", path):
        return
    text = read(path).decode("utf-8")
    pages = re.findall(r"\\includegraphics\[page=(\d+),[^]]*\]\{([^}]*)\}", text)
    tap.ok(text.count("\\begin{frame}") == text.count("\\end{frame}") == STEPS + 1,
           "it has a frame for each step and one before the first")
    tap.ok([int(n) for n, _ in pages] == list(range(1, STEPS + 2)), "each shows the next page", str(pages))
    if not missing("pdfinfo"):
        about = words("pdfinfo", folder.file(pages[0][1]))
        tap.ok("Pages:           %d\n" % (STEPS + 1) in about, "and the PDF beside it has as many", about)
    else:
        tap.skip("the PDF beside it has as many pages", "pdfinfo not installed")
    loose = re.sub(r"\\([{}$&#_%])", "", text)
    tap.ok(loose.count("{") == loose.count("}") and "$" not in loose and "&" not in loose
           and "^" not in loose, "what LaTeX reads as its own is escaped")
    test_latex(tap, folder, path)


def test_latex(tap, folder, path):
    name = "LaTeX makes a page of each"
    if not shutil.which("pdflatex"):
        return tap.skip(name, "pdflatex not installed")
    r = run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", path, cwd=folder.path)
    tap.ok(r.returncode == 0 and b"(%d page" % (STEPS + 1) in r.stdout, name,
           r.stdout.decode("utf-8", "replace")[-2000:])


def main():
    tap = Tap()
    with Folder() as folder:
        test_markdown(tap, folder)
        test_beamer(tap, folder)
    tap.end()


if __name__ == "__main__":
    main()
