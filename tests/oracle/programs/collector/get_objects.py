import gc, sys


class Node:
    pass


gc.collect()
gc.disable()


def nodes(generation=None):
    names = []
    for o in gc.get_objects(generation):
        if type(o) is Node:
            names.append(o.name)
    return names


def make(name):
    node = Node()
    node.name = name
    return node


keep = [make("a"), make("b"), make("c")]
print(nodes(), nodes(0), nodes(1), nodes(2))
gc.collect(0)
keep.append(make("d"))
print(nodes(), nodes(0), nodes(1), nodes(2))
gc.collect(1)
keep.append(make("e"))
print(nodes(generation=None), nodes(0), nodes(1), nodes(2))
gc.collect()
print(nodes(), nodes(0), nodes(1), nodes(2))
before = len(gc.get_objects())
keep.append([])
keep.append({1: 2})
keep.append((1, 2))
print(len(gc.get_objects()) - before)
gc.collect()
base = gc.get_freeze_count()
gc.freeze()
print(nodes(), gc.get_freeze_count() > base, gc.get_count())
keep.clear()
cycle = make("cycle")
cycle.me = cycle
gc.freeze()
del cycle
print(gc.collect(), nodes())
gc.unfreeze()
print(nodes(), nodes(2), gc.get_freeze_count())
print(gc.collect(), nodes())
