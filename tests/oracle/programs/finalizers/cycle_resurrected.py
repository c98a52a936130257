# One __del__ that saves its object saves all that it leads to.
import gc
saved = None
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        global saved
        print("del", self.name)
        if self.name == "a":
            saved = self
gc.collect()
a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
del a
del b
print(gc.collect())
print(saved.name, saved.partner.name, saved.partner.partner is saved)
saved = None
print(gc.collect())
print("end")
