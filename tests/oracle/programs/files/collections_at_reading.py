# How often the collector runs while files are opened, read, written, left open: what they make in passing counts.
import gc


def read():
    f = open("text")
    return len(f.read()), f.close()


def read_some():
    with open("text") as f:
        return [f.read(2), f.read(7000), len(f.read(4000)), f.read(9), f.read(5)]


def lines():
    n = 0
    for line in open("text"):
        n += len(line)
    return n


def readline():
    f = open("text")
    return [len(f.readline()) for i in range(6)]


def readlines():
    return len(open("short").readlines())


def write():
    with open("new", "w") as f:
        f.write("a")
        f.write("b" * 9000)
        f.flush()
        f.write("c")


def append():
    open("new", "a").write("abc")


def missing():
    try:
        open("missing")
    except OSError as e:
        return e.args


with open("text", "w") as f:
    f.write("ab\ncd\n" + "e" * 6000 + "\n" + "f" * 6000 + "\nend")
with open("short", "w") as f:
    f.write("1\n2\n3")
f = None
gc.collect()
for work in (read, read_some, lines, readline, readlines, write, append, missing):
    for threshold in (1, 2, 3, 4, 5, 7):
        for middle in (1, 2, 4):
            gc.set_threshold(0)
            gc.collect()
            before = [x["collections"] for x in gc.get_stats()]
            gc.set_threshold(threshold, middle)
            work()
            work()
            gc.set_threshold(0)
            after = [x["collections"] for x in gc.get_stats()]
            print(work.__name__, threshold, middle, [y - x for x, y in zip(before, after)], gc.get_count())
