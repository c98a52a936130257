# Death by the collector: callbacks before __del__; references that are garbage themselves stay silent.
import gc
import weakref
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def gone(ref):
    print("gone", ref())
gc.collect()
a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
a.inside = weakref.ref(b, gone)
outside = weakref.ref(a, gone)
plain = weakref.ref(b)
del a
del b
print(plain() is not None)
print(gc.collect())
print(outside(), plain())
