# The first weakref.finalize() imports a module: the collector may run in its midst, and so may finalizers.
import gc, sys, weakref


class Node:
    def __init__(self, name):
        self.name, self.me = name, self

    def __del__(self):
        print("del", self.name, gc.get_count())
        if self.name < LAST:
            Node(self.name + 1)


def phases(phase, info):
    print(phase, info["generation"], info["collected"], gc.get_count())


a, LAST = Node(0), 5
gc.collect()
gc.callbacks.append(phases)
Node(1)
gc.set_threshold(1, 3, 2)
f = weakref.finalize(a, print, "gone")
print(gc.get_count())
g = weakref.finalize(a, print, "gone, too")
gc.set_threshold(0)
print(gc.get_count())
