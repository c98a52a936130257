#!/usr/bin/env python3
"""Every gate is seen to fail: in a copy of the project, one violation at a time."""
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

CC = os.environ.get("CC", "cc")
LONG = "int planted(int a)\n{\n" + "    a++;\n" * 80 + "    return a;\n}\n"

# (gate, what is planted, file, text, what the gate must say)
PLANTS = [
    ("includes", "an include along the flow of data", "sim/base/planted.h",
     '#include "sim/log/world.h"\n', "sim/base/planted.h:1: sim/base may not include sim/log/world.h"),
    ("includes", "a picture in the simulator", "sim/log/planted.c",
     '\n#include "render/scene/frame.h"\n', "sim/log/planted.c:2: sim/log may not include"),
    ("includes", "a scene that includes the raster", "render/scene/planted.c",
     '#include "render/draw/raster.h"\n', "render/scene/planted.c:1: render/scene may not include"),
    ("includes", "a second facade", "sim/memory/planted.c",
     '#include "sim/session.h"\n', "sim/memory/planted.c:1: sim/memory may not include"),
    ("includes", "a path that is not from the top", "sim/log/planted.c",
     '#include "planted_here.h"\n', "sim/log/planted.c:1: planted_here.h: write the path"),
    ("includes", "a room that nobody knows", "sim/utils/planted.c", "int x;\n",
     "sim/utils/planted.c: stands in no known room"),
    ("lengths", "a function of 83 lines", "sim/log/planted.c", LONG,
     "sim/log/planted.c:2: 82 lines: int planted(int a)"),
    ("lengths", "a file of 801 lines", "render/scene/planted.h", "\n" * 801,
     "render/scene/planted.h: 801 lines"),
    ("words", "something left for later", "sim/log/planted.c", "/* TO" "DO: the rest */\n",
     "sim/log/planted.c:1:"),
    ("headers", "a header that needs another one first", "sim/log/planted.h",
     "uint32_t planted_count(void);\n", "sim/log/planted.h:"),
    ("sdl", "a call of SDL", "sim/log/planted.c",
     "int SDL_Init(unsigned);\nint planted(void);\nint planted(void) { return SDL_Init(0); }\n",
     "planted.o: SDL_Init"),
    ("pure", "a look at the clock", "sim/log/planted.c",
     "#include <time.h>\nlong planted(void);\nlong planted(void) { return time(0); }\n",
     "planted.o: time"),
    ("pure", "printing from the library", "sim/log/planted.c",
     '#include <stdio.h>\nvoid planted(void);\nvoid planted(void) { puts("x"); }\n',
     "planted.o: puts"),
    ("pure", "a clock in a picture", "render/scene/planted.c",
     "unsigned SDL_GetTicks(void);\nunsigned planted(void);\nunsigned planted(void) { return SDL_GetTicks(); }\n",
     "planted.o: SDL_GetTicks"),
    ("pure", "a word on standard error", "sim/report/planted.c",
     '#include <stdio.h>\nvoid planted(void);\nvoid planted(void) { fputc(1, stderr); }\n',
     "planted.o: stderr"),
    ("state", "a counter at file scope", "sim/log/planted.c",
     "static int counter;\nint planted(void);\nint planted(void) { return ++counter; }\n",
     "planted.o: counter"),
    ("state", "a counter of pictures at file scope", "render/draw/planted.c",
     "static int counter;\nint planted(void);\nint planted(void) { return ++counter; }\n",
     "planted.o: counter"),
]


def libraries_with(folder, planted_path):
    """The archives of the simulator and of the pictures, made in `folder`, each with an innocent object; beside
    it, in the one where it belongs, the planted file's."""
    innocent = os.path.join(folder, "innocent.c")
    with open(innocent, "w") as f:
        f.write("#include <string.h>\nunsigned long innocent(const char *s);\n"
                "static const char text[] = \"x\";\n"
                "unsigned long innocent(const char *s) { return strlen(s) + strlen(text + *s); }\n")
    objects = []
    for name, source in (("innocent", innocent), ("planted", planted_path)):
        objects.append(os.path.join(folder, name + ".o"))
        subprocess.run([*CC.split(), "-O0", "-c", "-o", objects[-1], source], check=True)
    drawn = os.sep + "render" + os.sep in planted_path
    libraries = {}
    for option, whole in (("--library", not drawn), ("--pictures", drawn)):
        libraries[option] = os.path.join(folder, option.strip("-") + ".a")
        if os.path.exists(libraries[option]):
            os.remove(libraries[option])
        subprocess.run(["ar", "rcs", libraries[option], *objects[:2 if whole else 1]], check=True)
    return libraries


def gate(folder, name, libraries):
    return subprocess.run([os.path.join(TOP, "tests", "gates.py"), "--top", folder, "--cc", CC,
                           *(word for pair in libraries.items() for word in pair), name], capture_output=True, text=True)


def copy_of_project(folder):
    for part in ("sim", "render", "tests", "scenarios"):
        shutil.copytree(os.path.join(TOP, part), os.path.join(folder, part),
                        ignore=shutil.ignore_patterns("__pycache__", "expected"))


@contextlib.contextmanager
def planted(folder, path, text):
    """The copy with one file more, or another one; afterwards it is as it was."""
    place = os.path.join(folder, path)
    before = open(place, "rb").read() if os.path.exists(place) else None
    room = os.path.dirname(place)
    made = not os.path.isdir(room)
    os.makedirs(room, exist_ok=True)
    with open(place, "w") as f:
        f.write(text)
    yield
    if before is not None:
        with open(place, "wb") as f:
            f.write(before)
    else:
        shutil.rmtree(room) if made else os.remove(place)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as built:
        copy_of_project(folder)
        for name, what, path, text, words in PLANTS:
            with planted(folder, path, text):
                libraries = libraries_with(built, os.path.join(folder, path)) if name in ("sdl", "pure", "state") else {}
                r = gate(folder, name, libraries)
            tap.ok(r.returncode == 1 and words in r.stdout,
                   "the gate '%s' sees %s" % (name, what), r.stdout + r.stderr)
    with tempfile.TemporaryDirectory() as folder:
        r = gate(folder, "includes", {})
        tap.ok(r.returncode == 1 and "nothing to look at" in r.stdout,
               "a gate with nothing to look at has failed", r.stdout)
    tap.end()


main()
