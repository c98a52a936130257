# In which order the finalizers of one collection run.
import gc
class N:
    def __init__(self, name):
        self.name = name
        self.links = []
    def __del__(self):
        print(self.name, end=" ")
def ring(*names):
    nodes = [N(n) for n in names]
    for i, n in [(k, nodes[k]) for k in range(len(nodes))]:
        n.links.append(nodes[(i + 1) % len(nodes)])
    return nodes
gc.disable()
gc.collect()
ring("a", "b", "c")
print(gc.collect())
x = ring("d", "e", "f")
x.reverse()
gc.collect(0)
x = None
print(gc.collect())
a = ring("g", "h")
b = ring("i", "j")
a[0].links.append(b[0])
a = b = None
print(gc.collect())
old = ring("old1", "old2")
gc.collect(0)
young = ring("young1", "young2")
young[0].links.append(old[0])
old = young = None
print(gc.collect())
keep = N("keep")
lost = ring("l1", "l2")
keep.links.append(lost[0])
lost = None
print(gc.collect())
keep.links.clear()
print(gc.collect())
m = N("mixed")
m.links.append(m)
m.links.append([N("inner")])
m = None
print(gc.collect())
gc.enable()
keep = None
print()
