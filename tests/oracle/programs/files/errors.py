def tell(f):
    try:
        print("->", repr(f()))
    except BaseException as e:
        print(type(e).__name__, e, e.args)
tell(lambda: open("nope"))
tell(lambda: open("folder/nope", "w"))
tell(lambda: open(""))
tell(lambda: open("/no/such/thing"))
try:
    open("nope")
except OSError as e:
    print(e.errno, e.strerror, e.filename, isinstance(e, FileNotFoundError), repr(e))
f = open("x", "w")
for g in (lambda: f.read(), lambda: f.readline(), lambda: next(f), lambda: f.readlines(), lambda: list(f),
          lambda: f.write(3), lambda: f.write(None), lambda: f.read(1), lambda: f.read("x"),
          lambda: f.readline("x"), lambda: f.nope, lambda: len(f), lambda: f[0], lambda: f(), lambda: f + 1,
          lambda: f.write(), lambda: f.write("a", "b"), lambda: f.write(x="a"), lambda: f.close(1), lambda: f.readlines("x"), lambda: f.readline(None)):
    tell(g)
f.close()
for g in (lambda: f.read(), lambda: f.readline(), lambda: next(f), lambda: f.write("x"), lambda: f.write(3),
          lambda: f.readlines(), lambda: list(f), lambda: f.close(), lambda: f.flush(), lambda: f.__enter__()):
    tell(g)
def closed_with():
    with f:
        print("not reached")
tell(closed_with)
tell(lambda: print("x", file=f))
f = open("x")
for g in (lambda: f.write("x"), lambda: f.read("x"), lambda: f.read(1.5), lambda: f.read(None), lambda: f.readlines(1),
          lambda: print("x", file=f), lambda: f.readlines(None), lambda: f.flush()):
    tell(g)
for g in (lambda: open(), lambda: open(3.5), lambda: open("x", "q"), lambda: open("x", "rw"), lambda: open("x", ""),
          lambda: open("x", 3), lambda: open("x", None), lambda: open("x", "rr"), lambda: open("x", "rbt"),
          lambda: open("x", "t"), lambda: open("x", bad=1), lambda: open("x\0y"), lambda: open("x", "r", mode="w"),
          lambda: open("x", "Z"), lambda: open("x", "rwa"), lambda: open("x", encoding=3), lambda: open([]), lambda: open("x", "+"),
          lambda: open("x", newline=3), lambda: open(None)):
    tell(g)
def assign(name):
    setattr(f, name, 1)
tell(lambda: assign("closed"))
tell(lambda: assign("name"))
f.own = 5
f.mode = "mine"
print(f.own, f.mode)
del f.mode
tell(lambda: f.mode)
tell(lambda: delattr(f, "nope"))
try:
    open("x").write("y")
except ValueError as e:
    print("a ValueError", e)
try:
    open("x").write("y")
except OSError as e:
    print("an OSError", e, isinstance(e, ValueError))
