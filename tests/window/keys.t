#!/usr/bin/env python3
"""The window's other keys, the mouse, dropped files, sizes; no window manager is there to help.

OURO is the program under test (default build/release/ouro)."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bench import (STEPS, Screen, Tap, Window, eventually, missing_programs, ouro, pixels_of,
                   write_scenario)
from x11 import Desktop

BLACK, WHITE = (bytes([shade]) * (1920 * 1080 * 3) for shade in (0, 255))
LONGER_THAN_A_STEP_S = 1.5  # at the highest speed
KEYS_REPEAT_S = 1.2  # X does so after 660 ms


def differs(w, before):
    return eventually(lambda: w.shot() != before)


def toggles(tap, w, name, there, back):
    """`there` changes the picture, `back` brings the same one back."""
    before = w.settled()
    w.key(*there)
    changed = differs(w, before)
    w.settled()
    w.key(*back)
    tap.ok(changed and w.shows(before), name, w.title())


def test_blanking(tap, screen, path, shown):
    w = Window(screen, path, "--step", "3", "--fullscreen", "--no-motion")
    w.do("mousemove", "5", "1075")
    tap.ok(w.shows(shown), "step 3")
    for name, key, colour in (("b", "b", BLACK), (".", "period", BLACK), ("w", "w", WHITE)):
        w.key(key)
        tap.ok(w.shows(colour), "%s blanks the screen" % name)
        w.do("mousemove_relative", "--", "300", "-300")
        tap.ok(w.settled() == colour, "the mouse does not bring it back")
        w.key("Next")
        tap.ok(w.shows(shown) and w.at(3), "a clicker's key does, and does nothing else", w.title())
        w.do("mousemove", "5", "1075")
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def test_presenting(tap, screen, path):
    w = Window(screen, path, "--step", "3")
    tap.ok(w.at(3), "a window at step 3", w.title())
    small = w.size()
    w.key("shift+F5")
    tap.ok(eventually(lambda: w.size() == (1920, 1080)) and w.at(3), "Shift+F5 presents from here", w.title())
    w.key("shift+F5")
    tap.ok(w.size() == (1920, 1080) and w.at(3), "and once more changes nothing", w.title())
    w.key("F5")
    tap.ok(w.at(0) and w.size() == (1920, 1080), "F5 presents from the start", w.title())
    w.key("F5", "Right")
    tap.ok(w.at(1), "a clicker goes on from there", w.title())
    w.key("f")
    tap.ok(eventually(lambda: w.size() == small), "f leaves the full screen", str(w.size()))
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def test_playing(tap, screen, path):
    w = Window(screen, path, "--no-motion")
    w.key("q", *["bracketright"] * 8, "space")
    tap.ok(eventually(lambda: "step %d/" % STEPS in w.title()), "Space plays to the end",
           w.title())
    w.key("space", "Home", "space", "space")
    w.settled()
    title = w.title()
    tap.ok(not eventually(lambda: w.title() != title, LONGER_THAN_A_STEP_S), "Space again pauses", w.title())
    w.key("Home", *["bracketleft"] * 12, "space")
    w.at(0)
    tap.ok(not eventually(lambda: "step 0/" not in w.title(), LONGER_THAN_A_STEP_S),
           "[ is slower: it waits now", w.title())
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def test_changes(tap, screen, path, frames):
    """Single lines and changes, there and back; with m no change of the picture takes time."""
    w = Window(screen, path, "--step", "3", "--fullscreen", "--no-motion")
    w.do("mousemove", "5", "1075")
    tap.ok(w.shows(frames[3]), "step 3")
    w.key("shift+Right")
    first = w.settled()
    tap.ok(first not in frames and w.at(4), "Shift+Right is a single change of step 4", w.title())
    w.key("shift+Right")
    tap.ok(w.settled() not in (first, frames[3]), "and then the next one")
    w.key("shift+Left")
    tap.ok(w.shows(first), "Shift+Left is the one before")
    w.key("shift+Left")
    tap.ok(w.shows(frames[3]) and w.at(3), "back to the end of step 3", w.title())
    w.key("Down")
    line = w.settled()
    w.key("Down", "Up")
    tap.ok(line not in frames and w.shows(line), "Down is a line, Up the one before it", w.title())
    w.key("Right")
    tap.ok(w.shows(frames[4]) and w.at(4), "Right goes on to the end of the step", w.title())
    w.key("m", "bracketleft", "bracketleft", "bracketleft", "bracketleft", "Left")
    w.settled()
    for name, quiet in (("with motion a step goes by in pictures of its own", False),
                        ("m: without, it is there at once", True)):
        seen = set()
        w.key("Right")
        eventually(lambda: seen.add(w.shot()) or frames[4] in seen, 30)
        tap.ok(bool(seen - {frames[3], frames[4]}) != quiet and frames[4] in seen, name, len(seen))
        w.settled()
        w.key("Left", "m")
        w.settled()
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


NEW = b"\x1d\x9d\x85"  # the green of what is new


def first_new(w, columns, rows):
    """The first place, row by row, where something is drawn as new; None: there is none."""
    shot = w.shot()
    return next(((x, y) for y in rows for x in columns if shot.startswith(NEW, 3 * (y * 1920 + x))), None)


def block_place(w):
    """A block in use in the map under the graph, found by its colour below the graph's boxes."""
    found = first_new(w, range(150, 1300, 2), range(600, 900, 2))
    return found and (found[0] + 4, found[1] + 4)


def test_heap_map(tap, screen, path):
    w = Window(screen, path, "--step", "1", "--fullscreen", "--no-motion")
    w.do("mousemove", "5", "1075")
    w.at(1)
    w.key("d", "d", "Shift_L")  # the third key takes the notice away
    shown = w.settled()
    place = block_place(w)
    tap.ok(place is not None, "at level heap there is a map, with the new object's block")
    x, y = map(str, place or (0, 0))
    w.do("mousemove", x, y)
    tap.ok(differs(w, shown), "the pointer on a block tells whose it is")
    w.do("mousemove", "5", "1075")
    tap.ok(w.shows(shown), "beside it nothing is told")
    w.do("mousemove", x, y, "click", "1", "mousemove", "5", "1075")
    tap.ok(w.settled() != shown, "a click selects its object")
    w.key("Escape")
    tap.ok(w.shows(shown), "Escape lets go")
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def test_language(tap, screen, path):
    w = Window(screen, path, "--lang", "de", "--no-motion")
    tap.ok(w.called("(Schritt 0/"), "--lang de: the window speaks German", w.title())
    w.key("Right", "Right")
    tap.ok(w.called("- Frage -"), "its questions, too", w.title())
    w.key("ctrl+o")
    tap.ok(w.called("Lektionen"), "and its list of lessons", w.title())
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def test_looking(tap, screen, path, shown):
    w = Window(screen, path, "--step", "2", "--fullscreen", "--no-motion")
    w.do("mousemove", "5", "1075")
    tap.ok(w.shows(shown), "step 2")
    for name, there, back in (
            ("? shows the keys, h closes them", ["question"], ["h"]),
            ("Tab selects, Shift+Tab as well, Escape lets go", ["Tab", "shift+Tab"], ["Escape"]),
            ("y says why it is alive", ["y"], ["Escape", "Escape"]),
            ("i shows a report, shift+i the last one", ["i", "i", "shift+i"], ["Escape"]),
            ("z folds the selected object, z unfolds it", ["Tab", "z"], ["z", "Escape"]),
            ("x hides the selected object, Shift+x shows all", ["Tab", "x"], ["shift+x"]),
            ("Delete hides it, too", ["Tab", "Delete"], ["shift+Delete"]),
            ("t goes through the themes", ["t"], ["t", "t"]),
            ("- is smaller, 0 fits", ["minus"], ["0"]),
            ("a digit waits for Enter, Backspace takes it back", ["1"], ["BackSpace"])):
        toggles(tap, w, name, there, back)
    w.key("Tab", "x", "Left", "Right")
    tap.ok(w.at(2) and w.settled() != shown, "what is hidden stays hidden while stepping", w.title())
    w.key("shift+x")
    tap.ok(w.shows(shown), "until all is shown")
    w.key("2", "KP_Enter")
    tap.ok(w.at(2), "the keypad's Enter goes to a step", w.title())
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def box_place(w):
    """A point inside the new object's box, found by the top of its badge."""
    found = first_new(w, range(400, 1200, 2), range(110, 700, 2))
    return found and (found[0] - 70, found[1] + 60)


def test_mouse(tap, screen, path, shown):
    desktop = Desktop(screen.display)
    w = Window(screen, path, "--step", "1", "--fullscreen", "--no-motion")
    w.do("mousemove", "200", "1000")
    tap.ok(w.shows(shown), "step 1")
    tap.ok(eventually(lambda: not desktop.pointer_is_seen()), "a resting pointer is hidden")
    w.do("mousemove", "220", "1000")
    tap.ok(eventually(desktop.pointer_is_seen), "one that moves is seen")
    place = box_place(w)
    tap.ok(place is not None, "there is an object")
    x, y = map(str, place or (0, 0))
    w.do("mousemove", x, y)
    tap.ok(differs(w, shown), "the pointer on an object lights it up")
    w.do("mousemove", "200", "1000")
    tap.ok(w.shows(shown), "beside it nothing is lit")
    w.do("mousemove", x, y)
    tap.ok(w.shows(shown, 20), "nor when the pointer rests and is hidden")
    w.do("mousemove", "200", "1000")
    w.do("mousemove", x, y, "click", "3", "mousemove", "200", "1000")
    w.settled()
    tap.ok(w.shot() != shown, "a right click hides it")
    w.key("shift+x")
    tap.ok(w.shows(shown), "Shift+x shows it again")
    w.do("mousemove", x, y, "click", "1", "mousemove", "200", "1000")
    selected = w.settled()
    tap.ok(selected != shown, "a click selects it")
    w.do("mousemove", "600", "700", "click", "1", "mousemove", "200", "1000")
    tap.ok(w.shows(shown), "a click beside everything lets go")
    for name, button in (("the wheel zooms in", "4"), ("and out", "5")):
        w.do("mousemove", "700", "400", "click", button, "mousemove", "200", "1000")
        tap.ok(differs(w, shown), name)
        w.key("0")
        tap.ok(w.shows(shown), "0 fits")
    w.do("mousemove", "700", "650", "mousedown", "1", "mousemove_relative", "60", "30",
         "mousemove_relative", "60", "30", "mouseup", "1", "mousemove", "200", "1000")
    tap.ok(differs(w, shown), "dragging moves the graph")
    w.key("0")
    tap.ok(w.shows(shown), "and 0 brings it back")
    test_map(tap, w, shown)
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")
    desktop.close()


def test_map(tap, w, shown):
    """Looked at from near, the graph has a small map, in the right upper corner of its pane."""
    map_left, map_top, map_middle = ("1010", "140"), ("1200", "115"), ("1170", "250")
    w.key(*["plus"] * 6)
    near = w.settled()
    tap.ok(near != shown, "six times nearer: not all is in sight")
    w.do("mousemove", *map_left, "click", "1", "mousemove", "200", "1000")
    left = w.settled()
    tap.ok(left != near, "a click on the map goes there")
    w.key("0", *["plus"] * 6)
    tap.ok(w.shows(near), "0 and six times nearer")
    w.do("mousemove", *map_top, "mousedown", "1", "mousemove", *map_middle, "mousemove", *map_left, "mouseup", "1",
         "mousemove", "200", "1000")
    tap.ok(w.shows(left), "dragging on it ends where a click there does")
    w.key("0")
    tap.ok(w.shows(shown), "and 0 has all in sight again")


def test_folding(tap, screen, folder):
    path = os.path.join(folder, "nested.py")
    with open(path, "w", encoding="utf-8") as f:
        f.write("a = []\n\na.append([])\n\nb = a\n")
    w = Window(screen, path, "--step", "1", "--fullscreen", "--no-motion")
    w.do("mousemove", "200", "1000")
    place = eventually(lambda: box_place(w))
    tap.ok(place, "there is a list", w.title())
    x, y = map(str, place or (0, 0))
    w.key("Right")
    tap.ok(w.called("step 2/3"), "with another one in it", w.title())
    shown = w.settled()
    w.do("mousemove", x, y, "click", "--repeat", "2", "--delay", "60", "1", "mousemove", "200", "1000")
    w.settled()
    w.key("Escape")
    folded = w.settled()
    tap.ok(folded != shown, "a double click folds it")
    w.key("Right", "Left")
    tap.ok(w.called("step 2/3") and w.shows(folded), "it stays so while stepping", w.title())
    w.do("mousemove", x, y, "click", "--repeat", "2", "--delay", "60", "1", "mousemove", "200", "1000")
    w.settled()
    w.key("Escape")
    tap.ok(w.shows(shown), "and another double click unfolds it")
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def test_dropping(tap, screen, path, folder):
    desktop = Desktop(screen.display)
    w = Window(screen)
    tap.ok(w.called("Lessons"), "the lessons", w.title())
    w.settled()
    spaced = write_scenario(folder, "with space.json")
    tap.ok(desktop.drop(int(w.id), spaced.replace(" ", "%20"), 900, 500) and w.at(0),
           "a file dropped on the lessons is played", w.title())
    broken = os.path.join(folder, "broken.json")
    with open(broken, "w", encoding="utf-8") as f:
        f.write("{")
    tap.ok(desktop.drop(int(w.id), broken, 900, 500) and w.called("cannot be played"),
           "a broken one dropped on a lesson is told", w.title())
    tap.ok(desktop.drop(int(w.id), path, 900, 500) and w.at(0), "and a good one on that is played", w.title())
    w.key("ctrl+o")
    tap.ok(w.called("Lessons"), "back to the lessons", w.title())
    before = w.settled()
    w.do("mousemove", "1000", "600", "click", "5")
    tap.ok(differs(w, before), "the wheel scrolls them")
    w.do("click", "4")
    w.settled()
    w.do("type", "zzz")
    w.key("Return")
    w.settled()
    tap.ok(w.called("Lessons"), "where nothing matches nothing opens", w.title())
    w.key("Escape", "End")
    tap.ok(w.called("Lessons"), "letters and Escape only search there", w.title())
    w.key("Home", "F11")
    tap.ok(eventually(lambda: w.size() == (1920, 1080)), "F11 works there, too", str(w.size()))
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")
    desktop.close()


def test_typed_is_no_shortcut(tap, screen, path):
    w = Window(screen, path)
    w.at(0)
    w.key("ctrl+n", "alt+n", "super+n", "ctrl+b")
    w.settled()
    tap.ok(w.at(0), "with Ctrl, Alt or Super letters mean nothing", w.title())
    w.do("keydown", "n")
    w.at(1)
    more = eventually(lambda: "step 1/" not in w.title(), KEYS_REPEAT_S)
    w.do("keyup", "n")
    tap.ok(not more and w.at(1), "a letter held down is one step", w.title())
    w.key("q", "Home")
    w.at(0)
    w.do("keydown", "Right")
    tap.ok(w.at(STEPS), "an arrow held down goes on", w.title())
    w.do("keyup", "Right")
    w.key("ctrl+q")
    tap.ok(w.ended() == 0, "it quits")


def test_large_screen(tap, path):
    screen = Screen(3840, 2160)
    try:
        w = Window(screen, path, "--step", "2", "--theme", "dark")
        tap.ok(w.at(2), "a screen of 3840 x 2160", w.title())
        w.key("F11")
        tap.ok(eventually(lambda: w.size() == (3840, 2160)), "is filled by F11", str(w.size()))

        def ground(x, y):
            at = 3 * (y * 3840 + x)
            return w.shot()[at:at + 3]
        tap.ok(eventually(lambda: ground(3838, 2158) == b"\x18\x21\x31"), "to its last corner")
        w.key("Right", "Right", "F11")
        tap.ok(eventually(lambda: w.size() == (1280, 720)), "and left again", str(w.size()))
        w.key("ctrl+q")
        tap.ok(w.ended() == 0, "it quits")
    finally:
        screen.close()


def main():
    tap = Tap()
    missing = missing_programs("Xvfb", "xdotool", "import", "convert")
    if missing:
        tap.skip("the window's keys", "not installed: " + ", ".join(missing))
        tap.end()
    with tempfile.TemporaryDirectory() as folder:
        path = write_scenario(folder)
        r = ouro("export", path, "-o", os.path.join(folder, "frames"))
        tap.ok(r.returncode == 0, "the frames are exported", r.stderr)
        frames = [pixels_of(os.path.join(folder, "frames", "cycle-%04d.png" % k)) for k in range(STEPS + 1)]
        screen = Screen()
        try:
            test_blanking(tap, screen, path, frames[3])
            test_presenting(tap, screen, path)
            test_playing(tap, screen, path)
            test_changes(tap, screen, path, frames)
            test_looking(tap, screen, path, frames[2])
            test_heap_map(tap, screen, path)
            test_language(tap, screen, path)
            test_mouse(tap, screen, path, frames[1])
            test_folding(tap, screen, folder)
            test_dropping(tap, screen, path, folder)
            test_typed_is_no_shortcut(tap, screen, path)
        finally:
            screen.close()
        test_large_screen(tap, path)
    tap.end()


main()
