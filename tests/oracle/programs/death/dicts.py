# A dict lets go in the order of insertion, the key before its value.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("item", self.n)
d = {"b": Item(0), "a": Item(1)}
d["c"] = Item(2)
d["b"] = Item(3)
print("replaced")
del d
d = {Item("key"): Item("value"), Item("key2"): Item("value2")}
d.clear()
print("cleared", d)
d = {1: Item("one"), 2: Item("two")}
del d[1]
print("deleted")
d = None
print("end")
