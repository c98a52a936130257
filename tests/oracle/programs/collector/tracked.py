# What the collector looks at: containers that may lead to a cycle.
import gc
class Node:
    pass
def f():
    pass
print(gc.is_tracked(1), gc.is_tracked("text"), gc.is_tracked(None), gc.is_tracked(1.5))
print(gc.is_tracked([]), gc.is_tracked([1]), gc.is_tracked(()))
print(gc.is_tracked({}), gc.is_tracked({"a": 1}), gc.is_tracked({"a": []}))
print(gc.is_tracked(Node()), gc.is_tracked(Node), gc.is_tracked(f))
d = {}
d["a"] = 1
print(gc.is_tracked(d))
d["b"] = Node()
print(gc.is_tracked(d))
d["b"] = 2
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d))
x = 1
t = (x, x)
u = (x, [])
print(gc.is_tracked(t), gc.is_tracked(u))
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u))
print(gc.is_tracked(range(3)), gc.is_tracked(object()))
