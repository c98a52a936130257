# What types keep of dead objects, and what a full collection does with it.
import gc
gc.disable()
n = 7
out = []

def order(before, after):
    out.append([before.index(i) if i in before else -1 for i in after])

def ids_of(make, count):
    return [id(x) for x in make(count)]

# A free list gives back the last one first; 100 floats are kept, 80 lists and dicts.
def floats(k):
    return [n * 0.5 + i for i in range(k)]
order(ids_of(floats, 90), ids_of(floats, 90))
gc.collect()
order(ids_of(floats, 20), ids_of(floats, 20))

def lists(k):
    return [[i] for i in range(k)]
order(ids_of(lists, 70), ids_of(lists, 70))
gc.collect()
order(ids_of(lists, 10), ids_of(lists, 10))

def dicts(k):
    return [{i: i} for i in range(k)]
order(ids_of(dicts, 70), ids_of(dicts, 70))

def tuples(k):
    return [(i, n) for i in range(k)]
order(ids_of(tuples, 30), ids_of(tuples, 30))

class Node:
    def __init__(self, other):
        self.other = other

def nodes(k):
    return [Node(None) for i in range(k)]
nodes(40)
order(ids_of(nodes, 30), ids_of(nodes, 30))

def rings(k):
    made = []
    for i in range(k):
        a = Node(None)
        a.other = a
        made.append(a)
    return made
before = ids_of(rings, 20)
out.append(gc.collect())
order(before, ids_of(nodes, 20))

def functions(k):
    return [lambda: i for i in range(k)]
order(ids_of(functions, 20), ids_of(functions, 20))

def exceptions(k):
    return [ValueError(i) for i in range(k)]
order(ids_of(exceptions, 20), ids_of(exceptions, 20))

def methods(k):
    return [[].append for i in range(k)]
order(ids_of(methods, 20), ids_of(methods, 20))

for line in out:
    print(line)
