# The list of what the syntax tree holds dies when the script is over: a list of the exit takes its memory.
import gc, sys, weakref


class Node:
    pass


def count(phase, info):
    if phase == "start":
        counts.append(gc.get_count())
        print(counts)


a, counts = Node(), [None]
gc.collect()
gc.set_threshold(0)
f = weakref.finalize(a, str)
gc.callbacks.append(count)
repr([1])
counts[0] = gc.get_count()
