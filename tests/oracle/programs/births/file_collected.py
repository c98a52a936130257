# A collection while a file is opened or read: who holds which of its objects at that moment tells their order.
import gc

with open("collected.txt", "w") as f:
    f.write("one\ntwo\n" + "line\n" * 3000)


def told(k, what):
    gc.set_threshold(0)
    print(k, what, gc.get_count()[1], [type(x).__name__ for x in gc.get_objects(1)][:12],
          [type(x).__name__ for x in gc.get_objects(0)][:12])
    gc.set_threshold(k, 20, 2)


def reads(k):
    gc.collect()
    gc.set_threshold(k, 20, 2)
    f = open("collected.txt")
    told(k, "open")
    f.readline()
    told(k, "readline")
    for line in f:
        if line == "two\n":
            break
    told(k, "iterate")
    f.close()
    told(k, "close")
    gc.set_threshold(0)


def writes(k):
    gc.collect()
    gc.set_threshold(k, 20, 2)
    f = open("collected.txt", "a")
    told(k, "append")
    f.write("x")
    f.write("y")
    told(k, "write")
    f.flush()
    told(k, "flush")
    f.close()
    gc.set_threshold(0)


for k in range(1, 16):
    reads(k)
    writes(k)
gc.set_threshold(3, 20, 2)
with open("collected.txt") as f:
    for line in f:
        pass
    told(3, "all lines")
gc.set_threshold(0)
