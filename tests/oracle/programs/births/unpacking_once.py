"""The first time that a statement unpacks a tuple, it makes an iterator, from then on none."""
import gc


def probe(what):
    print(what, gc.get_count())


def scene():
    gc.set_threshold(0)
    gc.collect()
    keep = [[] for i in range(50)]
    pair = (1, 2)
    gc.set_threshold(10, 3, 1)
    return keep, pair


keep, pair = scene()
x, y = pair
probe("tuple")
keep, pair = scene()
[x, y] = [1, 2]
probe("no tuple")
keep = scene()[0]
for i in range(2):
    x, y = z = pair
    probe("again")
    keep = scene()[0]
# what print() writes when its buffer is full lets a collection begin, too
gc.set_threshold(0)
gc.collect()
for i in range(330):
    keep = [[] for i in range(3)]
    gc.set_threshold(2)
    print("line", i, gc.get_count())
    gc.set_threshold(0)
