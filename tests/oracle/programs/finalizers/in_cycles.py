# The collector calls every __del__ before it breaks anything.
import gc
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name, "partner", self.partner.name)
gc.collect()
a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
a = None
b = None
print("nobody yet")
print(gc.collect())
