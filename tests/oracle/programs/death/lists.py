# A list lets go of its items from the last to the first.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("item", self.n)
l = [Item(0), Item(1), Item(2)]
del l
l = [Item(3), Item(4), Item(5)]
l.clear()
print("cleared", l)
l = [Item(6), Item(7)]
l[0] = None
print("replaced")
l.pop()
print("popped")
l = [Item(8), [Item(9), Item(10)], Item(11)]
l = None
print("end")
