"""When the script is over, sys.stdout is flushed: what it shows its file are two more objects for the collector, which
may run for them, before the last full collection does."""
import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("del", self.name)


def pair(name):
    x, y = Node(name + "a"), Node(name + "b")
    x.other, y.other = y, x
    return x


old = pair("old")
gc.collect()
young = pair("young")
gc.collect(0)
gc.collect(0)
del old, young
print("end", gc.get_count())
gc.set_threshold(1, 1, 1000)
