# What files make and hold besides themselves: lists of pieces, snapshots, chunks, warnings.
import gc, sys
gc.disable()
def n(): return gc.get_count()[0]
def show(what, x): print(what, n() - x)
def text(k): return "line %d\n" % k if False else f"line {k}\n"
for r in range(2):
    gc.collect()
    x = n(); f = open("births", "w"); show("open w", x)
    a = text(1); b = text(22); u = "\u00e4" + str(r)
    x = n(); f.write(a); show("write", x); print(sys.getrefcount(a))
    x = n(); f.write(b); show("write", x); print(sys.getrefcount(a), sys.getrefcount(b))
    x = n(); f.write(u); show("write", x); print(sys.getrefcount(u))
    x = n(); print(a, b, file=f, sep="-", end=a); show("print", x); print(sys.getrefcount(a), sys.getrefcount(b))
    x = n(); f.flush(); show("flush", x); print(sys.getrefcount(a), sys.getrefcount(b))
    f.write(a); f.write("")
    x = n(); f.close(); show("close", x); print(sys.getrefcount(a))
    x = n(); f = None; show("del", x)
    gc.collect()
    for size in None, 3, 7, 8, 100, 0:
        x = n(); f = open("births"); show("open r", x)
        for k in range(7):
            x = n(); line = f.readline() if size is None else f.read(size); show("read", x)
            print(repr(line), sys.getrefcount(line) if len(line) > 1 else "")
        x = n(); f.close(); show("close", x)
        x = n(); f = None; show("del", x)
        gc.collect()
    f = open("births")
    for size in 3, 0, 5, 1, 100, 9:
        x = n(); line = f.readline(size); show("readline", x); print(repr(line))
    x = n(); rest = f.read(); show("rest", x); print(repr(rest))
    x = n(); f = None; show("del unclosed", x)
    print("__warningregistry__" in globals(), __warningregistry__, gc.is_tracked(__warningregistry__))
    x = n(); f = open("births"); f = None; show("again", x)
    gc.collect()
    x = n()
    with open("births") as f:
        show("with", x); x = n()
        for line in f:
            show("line", x); print(repr(line), sys.getrefcount(line)); x = n()
        show("end", x)
        x = n(); print(next(f, 0)); show("next", x)
        x = n(); print(f.readlines()); show("readlines", x)
    gc.collect()
# one line is all of a chunk
f = open("births", "w"); f.write("only\n"); f.close()
f = open("births"); line = f.readline(); print(sys.getrefcount(line)); f.readline(); print(sys.getrefcount(line))
f = open("births"); line = next(f); print(sys.getrefcount(line)); print(f.readlines(), sys.getrefcount(line))
f = open("births"); line = f.read(50); print(sys.getrefcount(line)); f = None; print(sys.getrefcount(line))
f = open("births"); line = f.read(); print(sys.getrefcount(line))
f = open("births"); line = f.read(5); print(sys.getrefcount(line)); f.read(); print(sys.getrefcount(line))
# 8 KiB go to the disk at once
f = open("births", "w")
piece = "0123456789" * 400
for k in range(4):
    x = n(); f.write(piece); show("piece", x); print(sys.getrefcount(piece), len(open("births").read()))
big = "x" * 9000
x = n(); f.write(big); show("big", x); print(sys.getrefcount(big), sys.getrefcount(piece))
f.close()
f = open("births"); x = n(); line = f.readline(); show("long line", x); print(len(line))
def leaves_open():
    f = open("births")
    x = n(); f = None; show("in a function", x)
    x = n(); f = open("births"); f = None; show("in a function, again", x)
gc.collect(); x = n(); leaves_open(); show("left", x)
def dies_at_return():
    f = open("births")
    return n()
gc.collect(); x = n(); dies_at_return(); show("returned", x)
gc.collect(); x = n(); dies_at_return(); show("returned", x)
x = n(); str(f); show("repr", x)
