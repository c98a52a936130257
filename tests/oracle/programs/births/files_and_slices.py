"""Opening takes the name for a number first, decoding takes a slice: whether a slice is kept shows."""
import gc

begun = []


def note(phase, info):
    if phase == "start":
        begun.append(gc.get_count()[0])


def write():
    with open("f", "w") as f:
        f.write("one\ntwo\n")


def lines(): return [line for line in open("f")]
def whole(): return open("f").read()
def one(): return open("f").readline()
def listed(): return open("f").readlines()
def missing(): return open("missing")
def number(): return open(2.5)


def attempt(function):
    try:
        return function()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


gc.callbacks.append(note)
write()
for kept in (None, slice(3, -4)):
    for function in (write, lines, whole, one, listed, missing, number):
        attempt(function)
        print(attempt(function))
        for threshold in (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14):
            gc.set_threshold(0)
            taken = None
            gc.collect()
            taken = slice(1, 2) if kept else None
            begun.clear()
            gc.set_threshold(threshold)
            attempt(function)
            gc.set_threshold(0)
            print("  ", threshold, gc.get_count(), begun)
