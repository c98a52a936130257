#!/usr/bin/env python3
"""The page that plays a run, in a browser: keys, jumps, motion, paper, frames, and no word to the network.

OURO is the program under test (default build/release/ouro)."""
import glob
import html
import json
import os
import re

import browser
from consumers import (LESSON, OURO, QUESTIONS, SAYS, SCENARIO, STEPS, TOP, Folder, Tap, difference, export, make, missing,
                       pixels, plain, read, words)

PICTURE = "document.getElementById('picture').innerHTML"
AT = "Number(document.documentElement.dataset.at)"
STEP = "Number(document.getElementById('slider').value)"
FIRST_BYTES, STEP_BYTES = 16_384, 500  # of a lesson's page


def url(path, **address):
    return "file://" + path + "#" + "&".join("%s=%s" % item for item in address.items())


UNPACKED = {}  # what the browser has read out of each page


def unpack(page, *paths):
    for path in paths:
        page.open(url(path))
        UNPACKED[path] = page.value("document.getElementById('data').textContent")


def data_of(path):
    return json.loads(UNPACKED[path])


# ---- the file ----

def test_file(tap, path):
    text = read(path).decode()
    packed = re.search(r'id="packed">(.*?)</script>', text, re.S).group(1)
    tap.ok(packed and not re.search(r"[^!-~]|<", packed), "what is packed is printable ASCII, without <")
    tap.ok(not re.search(r"@[A-Z]+@", text.replace(packed, "")), "every blank of the page is filled")
    listed = re.search(r"<noscript.*?</noscript>", text, re.S).group(0)
    items = [html.unescape(re.sub(r"<[^>]*>", " ", item)) for item in re.findall(r"<li.*?</li>", listed, re.S)]
    tap.ok(len(items) == STEPS + 1, "without scripts there is a list of the steps", str(len(items)))
    tap.ok(all(plain(say) in plain(" ".join(items)) for say in SAYS), "which says all that is said", str(items))


def test_content(tap, path):
    kinds = [p.get("k", 0) for p in data_of(path)["pictures"]]
    tap.ok(kinds.count(0) == STEPS + 1 and kinds.count(1) == QUESTIONS, "a picture per step and per question",
           str(kinds))
    engine = read(os.path.join(TOP, "assets", "player-engine.html")).decode()
    tap.ok(not re.search(r"""(src|href)\s*=\s*["']?(?!data:)[a-z]|url\(|@import|fetch\(|XMLHttp""",
                         engine + read(path).decode().split('id="packed"')[0]), "the page names no other file")


def test_size(tap, page, folder):
    path, small = folder.file("lesson.html"), folder.file("small.html")
    if not (make(tap, "a lesson", LESSON, "-o", path) and make(tap, "--per step", LESSON, "-o", small, "--per", "step")):
        return
    unpack(page, path, small)
    tap.ok(all(p.get("k", 0) < 2 for p in data_of(small)["pictures"]) and len(read(small)) < len(read(path)),
           "--per step leaves out what is inside the steps")
    again = folder.file("again.html")
    export(LESSON, "-o", again)
    tap.ok(read(path) == read(again), "equal runs, equal bytes")
    r = export(LESSON, "-o", folder.file("film.html"), "--fps", "10")
    tap.ok(r.returncode == 2 and "--fps" in r.stderr, "a page has no rate", r.stderr)


def test_lessons(tap, folder):
    """The page of every lesson is small, with what is inside the steps and without."""
    wrong = []
    for lesson in sorted(glob.glob(os.path.join(TOP, "scenarios", "*", "*.json"))):
        with open(lesson, encoding="utf-8") as f:
            most = FIRST_BYTES + STEP_BYTES * len(json.load(f)["steps"])
        for options in ["--per", "step"], []:
            out = folder.file("sized.html")
            r = export(lesson, "-o", out, "--force", *options)
            if r.returncode or os.path.getsize(out) > most:
                wrong.append((os.path.basename(lesson), options, r.stderr or os.path.getsize(out) - most))
    tap.ok(not wrong, "every lesson's page is small", str(wrong))


def test_broken(tap, page, folder, path):
    """Where the page cannot unpack itself there is still the list of its steps."""
    text = read(path).decode()
    broken = folder.script("broken.html", text.replace("const unsqueeze", "const TextDecoder = 0, unsqueeze"))
    page.open(url(broken))
    shown = page.value("document.body.innerText")
    tap.ok(all(plain(say) in plain(shown) for say in SAYS), "a page that cannot be unpacked is a list of its steps", shown)


def test_strange(tap, page, folder):
    """What a browser changes while it reads a page is unpacked none the less."""
    script = folder.script("strange.py", """# Progress\nprint("one\\rtwo\\x0c\\t\\x80\\u2028|\\U0001f40d", "</noscript></script><!--")\n""")
    path = folder.file("strange.html")
    if not make(tap, "characters of every kind", script, "-o", path):
        return
    unpack(page, path)
    tap.ok(UNPACKED[path] and len(data_of(path)["pictures"]) > 1, "characters that browsers change are unpacked",
           str(UNPACKED[path])[:200])
    page.open(url(path, step=1))
    told = page.value("document.getElementById('told').textContent")
    tap.ok("two" in told and "</noscript></script><!--" in told, "and told", told)


# ---- pictures: what is drawn, and how one gets there ----

def pictures_by_jumping(page, path):
    """The drawn picture of every place, each in a document of its own."""
    pictures = data_of(path)["pictures"]
    first = {p["s"]: i for i, p in reversed(list(enumerate(pictures)))}
    drawn = []
    for i, p in enumerate(pictures):
        page.open(url(path, step=p["s"], at=i - first[p["s"]]))
        drawn.append(page.value(PICTURE) if page.value(AT) == i else None)
    return drawn


def test_names(tap, page, folder, path, drawn):
    """The engine as its readers know it draws what the one with short names draws."""
    engine = read(os.path.join(TOP, "assets", "player-engine.html")).decode()
    empty = '<script type="application/json" id="data">'
    steps = re.search(r"<noscript.*?</noscript>", read(path).decode(), re.S).group(0)
    shell = "<!doctype html><html data-theme=light><meta charset=utf-8><body>%s<script>const byId = x => document.getElementById(x)</script>"
    plain_page = folder.script("plain.html", shell % steps + engine.replace(empty, empty + UNPACKED[path].replace("<", "\\u003c")))
    UNPACKED[plain_page] = UNPACKED[path]
    tap.ok(pictures_by_jumping(page, plain_page) == drawn, "short names change nothing that is drawn")
    helps = []
    for there in path, plain_page:
        page.open(url(there))
        page.press("?")
        helps.append(page.value("document.getElementById('help').innerHTML"))
    tap.ok(helps[0] and helps[0] == helps[1], "nor what is told", str(helps)[:300])


def settles(page, drawn, i):
    return page.until("%s === %d && %s === %s" % (AT, i, PICTURE, json.dumps(drawn[i])))


def test_stepping(tap, page, path, drawn):
    kinds = [p.get("k", 0) for p in data_of(path)["pictures"]]
    stops = [i for i, kind in enumerate(kinds) if kind < 2]
    tap.ok(None not in drawn and len(set(drawn)) > len(drawn) / 2, "every place has an address and a picture")
    page.open(url(path))
    wrong = []
    for i in stops[1:]:
        page.press("ArrowRight")
        wrong += [] if settles(page, drawn, i) else [i]
    tap.ok(not wrong, "stepping forwards ends in what a jump shows", str(wrong))
    for i in stops[-2::-1]:
        page.press("ArrowLeft")
        wrong += [] if settles(page, drawn, i) else [i]
    tap.ok(not wrong, "and so does stepping backwards", str(wrong))
    for key, times in (("ArrowRight", 4), ("ArrowLeft", 2), ("ArrowRight", 1)):
        for _ in range(times):
            page.press(key)
    tap.ok(settles(page, drawn, stops[3]), "also where no step has time to end", str(page.value(AT)))
    page.open(url(path))
    for i in range(1, len(kinds)):
        page.press("ArrowRight", shift=True)
        wrong += [] if page.value(AT) == i else [i]
    tap.ok(not wrong and settles(page, drawn, len(kinds) - 1), "single changes lead through every picture", str(wrong))
    lines = [i for i, kind in enumerate(kinds) if kind != 2]
    page.open(url(path))
    for i in lines[1:]:
        page.press("ArrowDown")
        wrong += [] if page.value(AT) == i else [i]
    tap.ok(not wrong and len(stops) < len(lines), "lines lead through those that end one", str(wrong))


def test_motion(tap, page, path, drawn):
    stops = [i for i, p in enumerate(data_of(path)["pictures"]) if p.get("k", 0) < 2]
    step = ("(dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'})), %s === %s)"
            % (PICTURE, json.dumps(drawn[stops[1]])))
    page.open(url(path))
    tap.ok(page.value(step) is False and settles(page, drawn, stops[1]), "a step moves")
    page.media(prefers_reduced_motion="reduce")
    page.open(url(path))
    tap.ok(page.value(step) is True, "who wants less motion gets none")
    page.media()
    page.open(url(path))
    page.press("m")
    tap.ok(page.value(step) is True, "nor does who presses M")
    page.open(url(path, motion=0))
    tap.ok(page.value(step) is True, "nor an address that says so")


def test_alike(tap, page, folder, path):
    frames = folder.file("frames")
    if not make(tap, "the same as frames", folder.scenario, "-o", frames):
        return
    apart = []
    for step in range(STEPS + 1):
        page.open(url(path, step=step, controls=0))
        page.screenshot(folder.file("shot.png"))
        apart.append(difference(pixels(folder.file("shot.png")), pixels("%s/awkward-%04d.png" % (frames, step))))
    tap.ok(max(apart) < 5, "the browser draws what we draw", str(apart))


# ---- keys ----

def test_keys(tap, page, path):
    pictures = data_of(path)["pictures"]
    stops = [i for i, p in enumerate(pictures) if p.get("k", 0) < 2]
    ends = {p["s"]: i for i, p in enumerate(pictures) if not p.get("k", 0)}
    lines = [i for i, p in enumerate(pictures) if p.get("k", 0) != 2]  # where a line ends
    question = next(i for i, p in enumerate(pictures) if p.get("k", 0) == 1)
    shown = "getComputedStyle(document.getElementById('%s')).display !== 'none'"
    theme = "document.documentElement.dataset.theme"
    of = "document.querySelectorAll('[data-of=%s]').length > 0"
    width = "document.getElementById('picture').viewBox.baseVal.width"
    all_of_it = data_of(path)["size"][0]
    noted = "document.getElementById('typed').textContent === '%s'"
    told = "document.getElementById('about').innerText.split('\\n').includes('%s')"
    count = "new Set([...document.querySelectorAll('[data-of=%s]')].map(g => g.innerHTML)).size"
    lit, dim = ("document.querySelectorAll('.%s').length > 0" % name for name in ("chosen", "dim"))
    black = "getComputedStyle(document.getElementById('blank')).backgroundColor === 'rgb(%s)'"
    rows = [  # where, keys, what holds then
        ("next step: " + key, {"step": 0}, [key], "%s === %d" % (AT, stops[1]))
        for key in ("ArrowRight", "PageDown", "n", "N", "Enter")] + [
        ("previous step: " + key, {"step": 1}, [key], "%s === %d" % (AT, stops[0]))
        for key in ("ArrowLeft", "PageUp", "p", "Backspace")] + [
        ("next line: ArrowDown", {"step": 1}, ["ArrowDown"], "%s === %d" % (AT, lines[lines.index(ends[1]) + 1])),
        ("previous line: ArrowUp", {"step": 2}, ["ArrowUp"], "%s === %d" % (AT, lines[lines.index(ends[2]) - 1])),
        ("inside a step: Shift+ArrowRight", {"step": 1}, ["+ArrowRight"], "%s === %d" % (AT, ends[1] + 1)),
        ("inside a step: Shift+ArrowLeft", {"step": 2}, ["+ArrowLeft"], "%s === %d" % (AT, ends[2] - 1)),
        ("no way before the first", {"step": 0}, ["ArrowLeft"], "%s === 0" % AT),
        ("nor past the last", {"step": STEPS}, ["ArrowRight"], "%s === %d" % (AT, len(pictures) - 1)),
        ("Home", {"step": 3}, ["Home"], "%s === 0" % AT),
        ("End", {"step": 0}, ["End"], "%s === %d" % (AT, len(pictures) - 1)),
        ("a number and Enter", {"step": 0}, ["0", "3", "Enter"], "%s === 3 && !(%s)" % (STEP, shown % "typed")),
        ("a number too large", {"step": 0}, ["9", "9", "Enter"], "%s === %d" % (STEP, STEPS)),
        ("a number is shown", {"step": 0}, ["2"], shown % "typed"),
        ("and taken back", {"step": 0}, ["2", "Escape", "Enter"], "%s === %d" % (AT, stops[1])),
        ("Space plays", {"step": 0}, ["]"] * 5 + [" "], "%s === %d" % (AT, len(pictures) - 1)),
        ("Space pauses", {"step": 0}, [" ", " "], "%s === 0 && document.getElementById('play').ariaLabel === 'Play'" % AT),
        ("T: dark", {"step": 1}, ["t"], theme + " === 'dark'"),
        ("T T: contrast", {"step": 1}, ["t", "t"], theme + " === 'contrast'"),
        ("T T T: light again", {"step": 1}, ["t", "t", "t"], theme + " === 'light'"),
        ("captions are there", {"step": 1}, [], of % "narration"),
        ("C: they are not", {"step": 1}, ["c"], "!(%s)" % of % "narration"),
        ("no legend", {"step": 1}, [], "!(%s)" % of % "legend"),
        ("L: a legend", {"step": 1}, ["l"], of % "legend"),
        ("B: black", {"step": 1}, ["b"], "%s && %s" % (shown % "blank", black % "0, 0, 0")),
        (".: black", {"step": 1}, ["."], "%s && %s" % (shown % "blank", black % "0, 0, 0")),
        ("W: white", {"step": 1}, ["w"], "%s && %s" % (shown % "blank", black % "255, 255, 255")),
        ("the next key only uncovers", {"step": 1}, ["b", "ArrowRight"],
         "%s === %d && !(%s)" % (AT, ends[1], shown % "blank")),
        ("H: the keys", {"step": 1}, ["h"], shown % "help"),
        ("?: the keys", {"step": 1}, ["?"], shown % "help"),
        ("Esc closes them", {"step": 1}, ["?", "Escape"], "!(%s)" % shown % "help"),
        ("a question is put", {"step": 2}, ["ArrowRight"], "%s === %d" % (AT, question)),
        ("R reveals", {"step": 2}, ["ArrowRight", "r"], "%s === %d" % (AT, ends[3])),
        ("Q: no questions", {"step": 2}, ["q", "ArrowRight"], "%s === %d" % (AT, ends[3])),
        ("Q: the one that is put goes", {"step": 2}, ["ArrowRight", "q"],
         "%s === %d" % (AT, stops[stops.index(question) - 1])),
        ("+: closer", {"step": 1}, ["+", "+"], "Math.abs(%s - %d / 1.5625) < .1" % (width, all_of_it)),
        ("closer also after a step", {"step": 1}, ["+", "ArrowRight"],
         "%s === %d && Math.abs(%s - %d / 1.25) < .1" % (AT, stops[2], width, all_of_it)),
        ("-: and back, never less than all", {"step": 1}, ["+", "-", "-"], "%s === %d" % (width, all_of_it)),
        ("0: all of it", {"step": 1}, ["+", "+", "0"], "%s === %d" % (width, all_of_it)),
        ("a 0 behind a digit is a digit", {"step": 1}, ["+", "1", "0"], "(%s) && %s < %d" % (shown % "typed", width, all_of_it)),
        ("F: full screen", {"step": 1}, ["f"], "!!document.fullscreenElement"),
        ("F5: from the start", {"step": 2}, ["F5"], "!!document.fullscreenElement && %s === 0" % AT),
        ("F5 twice: still there", {"step": 2}, ["F5", "F5"], "!!document.fullscreenElement && %s === 0" % AT),
        ("Shift+F5: from here", {"step": 2}, ["+F5"], "!!document.fullscreenElement && %s === %d" % (AT, ends[2])),
        ("counts are there", {"step": 1}, [], of % "badge"),
        ("D: names alone", {"step": 1}, ["d"], "!(%s) && (%s) && %s" % (of % "badge", of % "obj", noted % "shown: names")),
        ("D, and on: names", {"step": 1}, ["d", "ArrowRight"], "%s === %d && !(%s)" % (AT, stops[2], of % "badge")),
        ("D D: counts again", {"step": 1}, ["d", "d"], "(%s) && %s" % (of % "badge", noted % "shown: names, counts")),
        ("no object is selected", {"step": 2}, [], "!(%s)" % shown % "about"),
        ("Tab: the first object", {"step": 2}, ["Tab"], "(%s) && %s && %s" % (shown % "about", told % "held by a", lit)),
        ("Tab Tab: the next", {"step": 2}, ["Tab", "Tab"], "%s && %s" % (told % "held by b", lit)),
        ("Shift+Tab: the last", {"step": 2}, ["+Tab"], told % "held by b"),
        ("behind the last there is none", {"step": 2}, ["Tab", "Tab", "Tab"], "!(%s) && !(%s)" % (shown % "about", lit)),
        ("it stays selected", {"step": 1}, ["Tab", "ArrowRight"], "%s === %d && %s && %s" % (AT, stops[2], told % "held by a", lit)),
        ("before its birth", {"step": 1}, ["Tab", "ArrowLeft"], told % "not alive here"),
        ("Esc closes it", {"step": 2}, ["Tab", "Escape"], "!(%s)" % shown % "about"),
        ("Y: why is it alive?", {"step": 2}, ["Tab", "y"], "%s && %s" % (told % "alive: a", dim)),
        ("Y Y: enough", {"step": 2}, ["Tab", "y", "y"], "%s && !(%s)" % (told % "held by a", dim)),
        ("Y without an object", {"step": 2}, ["y"], "!(%s)" % dim),
        ("X hides it, and what leads to it", {"step": 2}, ["Tab", "x"], "%s === 1 && %s === 1" % (count % "obj", count % "ref")),
        ("Shift+X: all again", {"step": 2}, ["Tab", "x", "+x"], "%s === 2 && %s === 2" % (count % "obj", count % "ref")),
        ("I: types", {"step": 2}, ["i"], "(%s) && %s" % (shown % "about", told % "2 Node, 96 bytes")),
        ("I I: no report", {"step": 2}, ["i", "i"], "!(%s)" % shown % "about"),
        ("Esc closes it, too", {"step": 2}, ["i", "Escape"], "!(%s)" % shown % "about"),
    ]
    for name, address, keys, holds in rows:
        page.open(url(path, **address))
        for key in keys:
            page.press(key.lstrip("+") if len(key) > 1 else key, shift=len(key) > 1 and key[0] == "+")
        if not tap.ok(page.until(holds), name, holds):
            tap.say(page.value("[%s, location.hash, document.documentElement.className]" % AT))
    named = set(re.findall(r"<dd>(.*?)</dd>", page.value("document.getElementById('help').innerHTML")))
    tap.ok(len(named) >= 24, "the help names them", str(named))


def test_objects(tap, page, folder, path):
    """What the page tells of each object is what the trace says; hands select, fold and hide."""
    trace = [json.loads(line) for line in words(OURO, "trace", LESSON, "--json").splitlines()[1:-1]]
    wrong, seen = [], 0
    for step in trace:
        of = {o["id"]: o for o in step["objects"]}
        page.open(url(path, step=step["step"]))
        page.press("Tab")
        while page.value("!document.getElementById('about').hidden"):
            seen += 1
            title, *lines = page.value("document.getElementById('about').innerText").split("\n")
            o = of[int(title.split("#")[1])]
            holders = sorted([name for f in step["frames"] for name, there in f["locals"].items() if there == o["id"]]
                             + ["#%d.%s" % (h["id"], ref[0]) for h in of.values() for ref in h["refs"] if ref[1:] == [o["id"], "strong"]])
            held = sorted("#%d" % ref[1] for ref in o["refs"] if ref[2] == "strong" and not isinstance(ref[1], dict))
            told = dict(line.rsplit(" ", 1)[::-1] if line.endswith("bytes") else line.replace("held by ", "held:").replace("holds ", "holds:")
                        .replace("refcount ", "refcount:").split(":", 1) for line in lines if line)
            if (title != "%s #%d" % (o["type"], o["id"]) or told.get("refcount") != str(o["refcount"]) or told.get("bytes") != str(o["size"])
                    or sorted(told["held"].split(", ")) != (holders or ["nobody you see"])
                    or sorted(filter(None, told.get("holds", "").split(", "))) != held):
                wrong.append((step["step"], title, lines, holders, held))
            page.press("Tab")
    tap.ok(seen > 10 and not wrong, "of each object number, type, size, count, holders and held ones are as traced", str((seen, wrong[:3])))
    objects = "document.querySelectorAll('[data-of=obj]').length"
    mouse = "void document.querySelector('[data-of=obj] text').dispatchEvent(new MouseEvent('%s', {bubbles: true, cancelable: true}))"
    page.open(url(path, step=6))  # b leads to one node, that to the other
    everything = page.value(objects)
    page.open(url(path, step=5))
    page.value(mouse % "click")
    tap.ok(page.value("document.querySelectorAll('.chosen').length") == 1, "a click selects an object")
    page.value("void document.getElementById('picture').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    tap.ok(page.value("document.getElementById('about').hidden"), "a click beside all objects none")
    page.press("Tab")
    page.press("Tab")
    page.press("z")
    tap.ok(page.value(objects) < everything and page.value("document.querySelectorAll('.folded').length") == 1,
           "Z folds what only it leads to", str(page.value(objects)))
    page.press("z")
    tap.ok(page.value(objects) == everything, "and unfolds it")
    page.value(mouse % "contextmenu")
    tap.ok(page.value(objects) < everything, "a right click hides an object")
    page.value("void [...document.querySelectorAll('#help div')].find(row => row.textContent.includes('legend')).click()")
    tap.ok(page.value("document.querySelectorAll('[data-of=legend]').length > 0"), "a row of the help does what its key does")


def test_hands(tap, page, path):
    stops = [i for i, p in enumerate(data_of(path)["pictures"]) if p.get("k", 0) < 2]
    page.open(url(path))
    page.value("document.getElementById('next').click()")
    tap.ok(page.value(AT) == stops[1], "a button steps")
    page.value("(s => { s.value = 3; s.dispatchEvent(new Event('input')); })(document.getElementById('slider'))")
    tap.ok(page.value(STEP) == 3 and page.value("location.hash") == "#step=3", "the slider seeks, the address follows",
           page.value("location.hash"))
    said = page.value("document.getElementById('slider').getAttribute('aria-valuetext')")
    tap.ok("Step 3 of %d" % STEPS in said and SCENARIO["steps"][2]["title"] in said, "and says where it is", said)
    page.open(url(path, step=1))
    told = page.value("document.getElementById('told').textContent")
    tap.ok(plain(SAYS[0]) in plain(told), "what is said is there to be heard", told)
    box = "document.getElementById('picture').viewBox.baseVal"
    under = "(m => new DOMPoint(300, 200).matrixTransform(m.inverse()).x)(document.getElementById('picture').getScreenCTM())"
    place = page.value(under)
    page.value("void document.getElementById('picture').dispatchEvent(new WheelEvent('wheel', "
               "{deltaY: -100, clientX: 300, clientY: 200, cancelable: true}))")
    tap.ok(page.value(box + ".width") < data_of(path)["size"][0] and abs(page.value(under) - place) < 1,
           "the wheel looks closer at what is under it", str((place, page.value(under))))
    left = page.value(box + ".x")
    page.value("void document.getElementById('picture').dispatchEvent(new PointerEvent('pointermove', "
               "{pointerType: 'mouse', buttons: 1, movementX: -40}))")
    tap.ok(page.value(box + ".x") > left, "dragging moves it", str(left))
    page.press("0")
    page.swipe(1200, 700)
    tap.ok(page.until("%s === %d" % (AT, stops[2])), "a swipe to the left steps on", str(page.value(AT)))
    page.swipe(700, 1200)
    tap.ok(page.until("%s === %d" % (AT, stops[1])), "and one to the right back", str(page.value(AT)))
    page.value("void (location.hash = '#step=4&theme=dark')")
    tap.ok(page.until("%s === 4 && document.documentElement.dataset.theme === 'dark'" % STEP), "a new address is followed")


# ---- paper, and other pages ----

def test_paper(tap, page, folder, path):
    pdf = folder.file("player.pdf")
    page.open(url(path, step=2, theme="dark"))
    page.print(pdf)
    said = words("pdfinfo", pdf)
    pages = re.search(r"Pages:\s+(\d+)", said)
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", said)
    tap.ok(pages and int(pages.group(1)) == STEPS + 1, "paper: a page for each step", said)
    tap.ok(size and float(size.group(1)) > float(size.group(2)), "landscape", said)
    text = [words("pdftotext", "-f", str(k + 2), "-l", str(k + 2), pdf, "-") for k in range(STEPS)]
    tap.ok(all("%d/%d" % (k + 1, STEPS) in text[k] for k in range(STEPS)), "in their order", str(text)[:500])
    tap.ok(page.value("document.querySelectorAll('#pages *').length") == 0, "nothing of it stays behind")


def test_frame(tap, page, folder, path):
    host = folder.script("host.html", """<!doctype html><title>host</title><script>
var heard = []; addEventListener("message", e => heard.push(e.data));
function say(m) { document.querySelector("iframe").contentWindow.postMessage(m, "*"); }
</script><iframe sandbox="allow-scripts" width="960" height="600" src="%s#step=1"></iframe>""" % os.path.basename(path))
    page.open("file://" + host)
    last = "heard.length && heard[heard.length - 1].ouro === 'at' && heard[heard.length - 1].step === %d"
    tap.ok(page.until(last % 1), "in a sandboxed frame it starts where it is told to", str(page.value("heard")))
    for said, step in (({"ouro": "key", "key": "ArrowRight"}, 2), ({"ouro": "go", "step": 4}, 4),
                       ({"ouro": "key", "key": "Home"}, 0)):
        page.value("say(%s)" % json.dumps(said))
        tap.ok(page.until(last % step), "and hears %s" % json.dumps(said), str(page.value("heard")))
    page.value("say(null), say('x'), say({ouro: 'go', step: 'x'}), say({ouro: 'key'}), say({ouro: 'go', step: 2})")
    tap.ok(page.until(last % 2), "nothing else disturbs it", str(page.value("heard")))


def test_quiet(tap, page, folder):
    asked = {request for request in page.requests if not request.startswith(("data:", "about:"))}
    ours = tuple("file://" + folder.file(name) for name in ("awkward.html", "host.html", "lesson.html", "small.html", "strange.html",
                                                      "broken.html", "plain.html"))
    tap.ok(asked and all(request.startswith(ours) for request in asked), "no request leaves the page", str(asked))
    tap.ok(not page.complaints, "no errors on the console", str(page.complaints[:5]))


def main():
    tap = Tap()
    with Folder() as folder:
        path = folder.file("awkward.html")
        if not make(tap, "a page", folder.scenario, "-o", path):
            tap.end()
        test_file(tap, path)
        test_lessons(tap, folder)
        lacking = missing("convert", "pdfinfo", "pdftotext", "bash") or ("" if browser.find() else "chromium")
        if lacking:
            tap.skip("the page in a browser", lacking + " not installed")
            tap.end()
        with browser.Browser() as b:
            page = b.page()
            unpack(page, path)
            test_content(tap, path)
            test_size(tap, page, folder)
            test_strange(tap, page, folder)
            drawn = pictures_by_jumping(page, path)
            test_names(tap, page, folder, path, drawn)
            test_stepping(tap, page, path, drawn)
            test_motion(tap, page, path, drawn)
            test_alike(tap, page, folder, path)
            test_keys(tap, page, path)
            test_objects(tap, page, folder, folder.file("lesson.html"))
            test_hands(tap, page, path)
            test_paper(tap, page, folder, path)
            test_frame(tap, page, folder, path)
            test_broken(tap, page, folder, path)
            test_quiet(tap, page, folder)
    tap.end()


if __name__ == "__main__":
    main()
