# What open() makes and keeps, as the young count tells: four parts, two dicts, and tuples for arguments.
import gc
gc.disable()


def run(name, f):
    gc.collect()
    for i in range(3):
        before = gc.get_count()[0]
        f()
        print(name, gc.get_count()[0] - before)


def write(mode):
    with open("x", mode) as f:
        f.write("one\ntwo\n")


def read():
    with open("x") as f:
        f.read()


run("write", lambda: write("w"))
run("append", lambda: write("a"))
run("read", read)
run("encoding", lambda: open("x", encoding="utf-8").close())
f = open("x")
g = open("x")
print(gc.get_count()[0] > 6)
f.close()
g.close()
