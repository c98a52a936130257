import gc, weakref, sys


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("del", self.name)


def types(objects):
    out = []
    for o in objects:
        out.append(type(o).__name__)
    return out


def gone(r):
    print("gone", r() is None)


print(gc.garbage, gc.get_debug(), gc.DEBUG_LEAK)
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.get_debug())
node = Node("a")
ref = weakref.ref(node, gone)
del node
print("collected", gc.collect())
print(len(gc.garbage), types(gc.garbage))
print(ref() is None, gc.garbage[0].name, gc.is_finalized(gc.garbage[0]), gc.is_tracked(gc.garbage[0]))
print(sys.getrefcount(gc.garbage[0]))
print("again", gc.collect(), len(gc.garbage))
gc.set_debug(0)
gc.garbage.clear()
print("cleared")
print("collected", gc.collect(), gc.garbage)
x = []
x.append(x)
y = [x]
gc.set_debug(gc.DEBUG_SAVEALL)
del x, y
print(gc.collect(), gc.garbage)
del gc.garbage[:]
gc.set_debug(0)
print(gc.collect(), gc.garbage)
