"""What a container shows, nobody holds for that, also if a collection has just begun."""
import gc
import sys


class Counted:
    def __repr__(self):
        print("repr", sys.getrefcount(self))
        return "C"


a, b = Counted(), Counted()


def show(*others):
    for threshold in (0, 1, 2, 3, 1000):
        gc.collect()
        gc.set_threshold(threshold)
        print([a], (a,), {1: b}, [[b]], *others)
        repr([a, [b]])
        str({"k": [a]})
        gc.set_threshold(0)


show()
show([], {1: []})
