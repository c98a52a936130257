# A tuple lets go of its items from the last to the first.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("item", self.n)
t = (Item(0), Item(1), (Item(2), Item(3)))
t = None
print("nested done")
a, b = Item(4), Item(5)
t = (a, b)
del a
del t
print("tuple gone")
b = None
