#!/usr/bin/env python3
"""The window, driven from outside: keys, mouse, resizing, closing; its picture is the exported one.

OURO is the program under test (default build/release/ouro)."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bench import (STEPS, Screen, Tap, Window, eventually, missing_programs, ouro, pixels_of,
                   write_scenario)


def test_stepping(tap, screen, path):
    w = Window(screen, path)
    tap.ok(w.at(0), "the window opens before the first step", w.title())
    for name, keys, step in (("Right is the next step", ["Right"], 1),
                             ("Left is the previous step", ["Left"], 0),
                             ("Left stays at the beginning", ["Left"], 0),
                             ("PageDown goes on, n stops at the question of step 2", ["Next", "n"], 1),
                             ("r reveals its answer", ["r"], 2),
                             ("PageUp goes back to the question, p before it", ["Prior", "p"], 1),
                             ("and to the beginning", ["p"], 0),
                             ("q switches questions off", ["q", "Next", "Next"], 2),
                             ("and back on", ["q", "Prior", "Prior", "Prior"], 0),
                             ("Return goes on", ["Return"], 1),
                             ("BackSpace goes back", ["BackSpace"], 0),
                             ("End is the last step", ["End"], STEPS),
                             ("Right stays at the end", ["Right"], STEPS),
                             ("Home is the first", ["Home"], 0),
                             ("a number and Return go to that step", ["3", "Return"], 3),
                             ("a number beyond the end goes to the end", ["9", "9", "Return"], STEPS)):
        w.key(*keys)
        tap.ok(w.at(step), name, w.title())
    w.key("Escape", "Escape")
    w.key("2", "Escape", "Home")
    tap.ok(w.at(0) and w.process.poll() is None, "Escape never quits, and forgets a typed number",
           w.title())
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "Ctrl+Q quits with exit code 0", w.process.stderr.read())


def test_pictures(tap, screen, path, frames, dark_frames):
    w = Window(screen, path)
    w.at(0)
    w.key("F11")
    tap.ok(eventually(lambda: w.size() == (1920, 1080)), "F11 fills the screen", str(w.size()))
    for step in range(STEPS + 1):
        tap.ok(w.at(step) and w.shows(frames[step]),
               "fullscreen, step %d is the exported frame, pixel for pixel" % step, w.title())
        w.key("Right")
        if step == 1:
            tap.ok(eventually(lambda: w.shot() not in frames), "before step 2 there is its question")
            w.key("Right")
    w.key("2", "Return")
    w.at(2)
    tap.ok(w.shows(frames[2]), "going back shows the same picture again")
    w.key("plus")
    tap.ok(eventually(lambda: w.shot() != frames[2]), "+ zooms")
    w.key("0")
    tap.ok(w.shows(frames[2]), "0 fits the graph again")
    w.key("t")
    tap.ok(w.shows(dark_frames[2]), "T is the other theme")
    w.key("t", "t", "h")
    tap.ok(eventually(lambda: w.shot() not in (frames[2], dark_frames[2])), "H shows the keys")
    w.key("Escape")
    tap.ok(w.shows(frames[2]) and w.size() == (1920, 1080), "Escape closes the help first")
    w.key("b")
    tap.ok(w.shows(bytes(1920 * 1080 * 3)), "B blanks the screen")
    w.key("Right")
    tap.ok(w.shows(frames[2]) and w.at(2), "the next key only brings the picture back")
    w.key("c")
    tap.ok(eventually(lambda: w.shot() != frames[2]), "C hides the captions")
    w.key("c")
    tap.ok(w.shows(frames[2]), "and shows them again")
    for name, key, back in (("l shows the legend", "l", ["l"]), ("d shows more", "d", ["d", "d", "d", "Tab", "Escape"]),
                            ("Ctrl and + is larger", "ctrl+plus", ["ctrl+0"]),
                            ("Ctrl and - is smaller", "ctrl+minus", ["ctrl+0"])):
        w.key(key)
        tap.ok(eventually(lambda: w.shot() != frames[2]), name)
        w.key(*back)
        tap.ok(w.shows(frames[2]), "and back")
    w.key("ctrl+e")
    made = os.path.join(w.folder, "cycle-0002.png")
    tap.ok(eventually(lambda: os.path.exists(made)) and pixels_of(made) == frames[2],
           "Ctrl+E writes this frame, as an export does")
    w.key("Tab", "Escape")
    w.key("Down")
    tap.ok(w.at(3) and eventually(lambda: w.shot() not in frames), "Down shows one line of a step")
    w.key("Escape")
    tap.ok(eventually(lambda: w.size() == (1280, 720)), "Escape leaves fullscreen", str(w.size()))
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits", w.process.stderr.read())


def test_passing(tap, screen, path, frames):
    """A step is played: its single changes go by before its end is there."""
    w = Window(screen, path, "--step", str(STEPS - 1), "--fullscreen")
    tap.ok(w.at(STEPS - 1) and w.shows(frames[STEPS - 1]), "before a collection", w.title())
    w.key("bracketleft", "bracketleft", "bracketleft", "bracketleft", "Right")
    seen = []

    def passing():
        seen.append(w.shot())
        return seen[-1] not in frames and len(set(seen) - set(frames)) > 2
    tap.ok(eventually(passing), "Right plays the collection: other pictures go by")
    w.key("Shift_L")
    tap.ok(w.shows(frames[STEPS]) and w.at(STEPS), "any key finishes it at once")
    w.key("Left")
    tap.ok(w.shows(frames[STEPS - 1]), "Left goes back")
    w.key("m", "Right")
    tap.ok(w.shows(frames[STEPS]), "M: without motion")
    w.key("Left", "Down", "Down", "Down", "Down")
    tap.ok(w.at(STEPS) and eventually(lambda: w.shot() not in frames),
           "Down leads through the phases of the collection")
    w.key("shift+Right")
    tap.ok(eventually(lambda: w.shot() not in frames), "Shift+Right through its visits")
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits", w.process.stderr.read())


def test_resizing(tap, screen, path):
    w = Window(screen, path, "--step", "2")
    tap.ok(w.at(2), "--step begins there", w.title())
    for width, height in ((1024, 768), (800, 600), (1600, 900), (480, 360)):
        w.do("windowmove", w.id, "0", "0")
        w.do("windowsize", w.id, str(width), str(height))
        fits = eventually(lambda: w.size() == (width, height))
        at = (height - 2) * 1920 * 3 + (width - 2) * 3
        # The server shows the new size before the program has drawn in it: ask until it has.
        filled = eventually(lambda: w.shot()[at:at + 3] == b"\xff\xff\xff")
        tap.ok(fits and filled, "a window of %d x %d is filled to its corner" % (width, height))
        w.settled()
    w.do("windowsize", w.id, "1280", "720")
    eventually(lambda: w.size() == (1280, 720))
    w.settled()
    last_tick = 1280 - 32
    w.do("mousemove", "--window", w.id, str(last_tick), "707", "click", "1")
    tap.ok(w.at(STEPS), "a click on the scrubber goes there", w.title())
    w.settled()
    before = w.cpu_s()
    eventually(lambda: False, 1.0)  # a second in which nothing happens
    used = w.cpu_s() - before
    tap.ok(used <= 0.05, "waiting costs nothing", "%.3f s of CPU in one second" % used)
    w.process.terminate()
    tap.ok(w.ended() == 0, "SIGTERM closes the window", str(w.process.returncode))


def test_closing(tap, screen, path):
    w = Window(screen, path)
    w.at(0)
    w.settled()
    w.press_close_button()
    tap.ok(w.ended() == 0, "the window's own button quits", str(w.process.returncode))


def previews(w):
    """Which of the six cards (in a window of 1280 x 720 in the middle of the screen) have a picture."""
    shot, found = w.shot(), []
    for column in range(3):
        for row in range(2):
            corner = (180 + 100 + 286 * row) * 1920 + 320 + 340 + 318 * column
            starts = (3 * (corner + y * 1920 + x) for y in range(0, 100, 2) for x in range(200))
            colours = {shot[at:at + 3] for at in starts}
            if len(colours) > 8:
                found.append((column, row))
    return found


def test_picker(tap, screen, folder):
    w = Window(screen)
    tap.ok(w.called("Lessons"), "without a file the lessons are shown", w.title())
    tap.ok(eventually(lambda: len(previews(w)) == 6), "every card in sight gets a preview, by itself",
           str(previews(w)))
    first = w.settled()
    w.key("Right")
    tap.ok(eventually(lambda: w.shot() != first), "arrows choose one")
    w.key("Escape")
    tap.ok(w.called("Lessons") and w.process.poll() is None, "Escape does not quit")
    w.do("type", "weak containers")
    w.key(*["BackSpace"] * len("containers"))
    w.do("type", "not keep")
    w.key("Return")
    tap.ok(w.called("A weak reference does not keep its target (step 0/"),
           "typing searches, Return opens", w.title())
    w.key("Right", "Escape")
    tap.ok(w.called("Lessons"), "Escape comes back to the lessons", w.title())
    w.key("Escape", "Escape")
    tap.ok(w.called("A weak reference does not keep its target (step 1/"),
           "and once more, after the search, to the lesson", w.title())
    w.key("ctrl+o")
    tap.ok(w.called("Lessons"), "Ctrl+O opens them from anywhere", w.title())
    w.settled()
    width, height = w.size()
    w.do("mousemove", "--window", w.id, str(width // 2), str(height // 2), "click", "1")
    tap.ok(w.called("(step 0/"), "a click opens a lesson", w.title())
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "Ctrl+Q quits", w.process.stderr.read())


def test_broken(tap, screen, folder):
    path = os.path.join(folder, "broken.json")

    def write(key):
        with open(path, "w", encoding="utf-8") as f:
            f.write('{"title": "Mended",\n "%s": [{"do": "a = 1"}]}\n' % key)
    write("stpes")
    w = Window(screen, path)
    tap.ok(w.called("cannot be played"), "a broken file opens a window that says so", w.title())
    before = w.settled()
    w.key("r")
    tap.ok(w.settled() == before, "trying again changes nothing while it is broken")
    write("steps")
    tap.ok(w.called("Mended (step 0/1)"), "once it is saved it is played", w.title())
    write("stpes")
    w.key("ctrl+r")
    tap.ok(w.called("cannot be played"), "Ctrl+R reads the file anew", w.title())
    w.key("Escape")
    tap.ok(w.called("Lessons"), "Escape goes to the lessons", w.title())
    w.key("ctrl+q")
    tap.ok(w.ended() == 2 and "broken.json:2:2: error: unknown key" in w.process.stderr.read(),
           "the terminal has been told, too", str(w.process.returncode))


def test_no_display(tap, path):
    bare = {k: v for k, v in os.environ.items()
            if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    r = ouro("play", path, env=bare)
    tap.ok(r.returncode == 3 and "error: no display" in r.stderr,
           "without a display: an error, exit code 3", "%d %s" % (r.returncode, r.stderr))
    for arguments, says in ((["--step", "9"], "steps 0 to %d" % STEPS), (["--step", "x"], "--step x"),
                            (["--theme", "pink"], "light and dark"), (["--stpe", "1"], "--step")):
        r = ouro("play", path, *arguments, env={**bare, "SDL_VIDEODRIVER": "dummy"})
        tap.ok(r.returncode == 2 and says in r.stderr, "refused: play %s" % " ".join(arguments),
               "%d %s" % (r.returncode, r.stderr))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        path = write_scenario(folder)
        test_no_display(tap, path)
        missing = missing_programs("Xvfb", "xdotool", "import", "convert")
        if missing:
            tap.skip("the window on a screen", "not installed: " + ", ".join(missing))
            tap.end()
        for theme in ("light", "dark"):
            r = ouro("export", path, "-o", os.path.join(folder, theme), "--theme", theme)
            tap.ok(r.returncode == 0, "the %s frames are exported" % theme, r.stderr)
        light, dark = ([pixels_of(os.path.join(folder, theme, "cycle-%04d.png" % k))
                        for k in range(STEPS + 1)] for theme in ("light", "dark"))
        screen = Screen()
        try:
            test_picker(tap, screen, folder)
            test_broken(tap, screen, folder)
            test_stepping(tap, screen, path)
            test_pictures(tap, screen, path, light, dark)
            test_passing(tap, screen, path, light)
            test_resizing(tap, screen, path)
            test_closing(tap, screen, path)
        finally:
            screen.close()
    tap.end()


main()
