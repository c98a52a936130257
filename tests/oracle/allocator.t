#!/usr/bin/env python3
"""The order in which pymalloc hands out blocks, against a real interpreter's own.

Random requests go to PyObject_Malloc(), PyObject_Realloc() and PyObject_Free() of CPython 3.13 (by ctypes)
and to the model (test_heap replay). Compared: for each request the pool, by order of first appearance, and
where in the pool the block begins.

The interpreter has a heap of its own: before the requests begin, all its free pools are taken, up to the
beginning of a new arena, and for each size that will be asked for the pool that it was filling. Sizes of
272 bytes and more only: smaller blocks are what the script itself takes in between.

BUILD is the folder of the built programs (default build/release)."""
import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import cpython
from tap import Tap

HEAP = os.path.join(os.path.abspath(os.environ.get("BUILD", os.path.join(TOP, "build", "release"))),
                    "tests", "test_heap")
CLASSES = range(272, 513, 16)
REQUESTS = 1500
MOST_BLOCKS = 700
POOL = 16 * 1024

# Reads requests as test_heap does and writes its lines. Runs in the interpreter that is asked.
ASKED = r"""
import ctypes, gc, sys
gc.disable()
malloc, free = ctypes.pythonapi.PyObject_Malloc, ctypes.pythonapi.PyObject_Free
realloc = ctypes.pythonapi.PyObject_Realloc
malloc.restype = realloc.restype = ctypes.c_void_p
malloc.argtypes, realloc.argtypes = [ctypes.c_size_t], [ctypes.c_void_p, ctypes.c_size_t]
free.argtypes, free.restype = [ctypes.c_void_p], None
POOL = %d
requests = [line.split() for line in sys.stdin]
requests = [(r[0], *map(int, r[1:])) for r in requests]
blocks = (ctypes.c_uint64 * len(requests))()
told = (ctypes.c_uint64 * len(requests))()
# Room for the small objects of this script itself: every second of many goes again.
for size in range(16, 257, 16):
    small = [malloc(size) for _ in range(3000)]
    for at in range(0, 3000, 2):
        free(small[at])
# All free pools, until one stands at the beginning of a new arena.
seen, last, fresh = set(), 0, 0
while True:
    pool = malloc(512) // POOL
    if pool in seen or pool == last:
        continue
    seen.add(pool)
    fresh = fresh + 1 if pool == last + 1 else 0
    if last and not fresh and len(seen) > 200:
        # a jump: a new arena, or a free pool of an old one; the next ones will tell
        start = pool
        follow = []
        while len(follow) < 3:
            p = malloc(512) // POOL
            if p not in seen:
                seen.add(p)
                follow.append(p)
        last = follow[-1]
        if follow == [start + 1, start + 2, start + 3]:
            break
        continue
    last = pool
# For each size: to the end of a pool that begins now.
for size in range(272, 513, 16):
    while True:
        block = malloc(size)
        if block %% POOL == 48 and block // POOL not in seen:
            break
    seen.add(block // POOL)
    for _ in range((POOL - 48) // size - 1):
        malloc(size)
count = n = 0
for r in requests:
    if r[0] == "a":
        blocks[count] = told[n] = malloc(r[1])
        count += 1
        n += 1
    elif r[0] == "r":
        blocks[r[1]] = told[n] = realloc(blocks[r[1]], r[2])
        n += 1
    else:
        free(blocks[r[1]])
for at in range(n):
    print(told[at] // POOL, told[at] %% POOL)
""" % POOL


def requests(seed):
    """Lines for both; the number of blocks swings, so that pools fill and empty."""
    draw = random.Random(seed)
    lines, alive, count = [], [], 0
    sizes = draw.sample(list(CLASSES), 6)
    for i in range(REQUESTS):
        grow = 0.3 if i // 400 % 2 else 0.75
        if alive and draw.random() < 0.08:
            lines.append("r %d %d" % (draw.choice(alive), draw.choice(sizes)))
        elif alive and (draw.random() > grow or len(alive) > MOST_BLOCKS):
            lines.append("f %d" % alive.pop(draw.randrange(len(alive))))
        else:
            lines.append("a %d" % (draw.choice(sizes) - draw.randrange(16)))
            alive.append(count)
            count += 1
    return "\n".join(lines) + "\n"


def ask(command, text):
    r = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120)
    assert r.returncode == 0, (command[:2], r.stderr[-400:])
    names, told = {}, []
    for line in r.stdout.splitlines():
        pool, offset = line.split()
        told.append((names.setdefault(pool, len(names)), int(offset)))
    return told


def main():
    tap = Tap()
    python, version = cpython.find("3.13")
    if python and subprocess.run([python, "-I", "-S", "-c", "import ctypes"],
                                 capture_output=True).returncode:
        python, version = None, "CPython %s has no ctypes" % version
    if not python:
        print("1..0 # SKIP " + version)
        return
    for seed in range(1, 9):
        text = requests(seed)
        real = ask([python, "-I", "-S", "-B", "-c", ASKED], text)
        ours = ask([HEAP, "replay"], text)
        first = next((i for i, (a, b) in enumerate(zip(real, ours)) if a != b), None)
        tap.ok(real == ours, "%d blocks in %d pools, as CPython %s places them (seed %d)"
               % (len(real), len({pool for pool, _ in real}), version, seed),
               "" if first is None else "request %d: %r, here %r" % (first, real[first], ours[first]))
    tap.end()


main()
