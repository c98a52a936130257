# The new value is complete before the old one dies.
class Item:
    made = 0
    def __init__(self):
        Item.made = Item.made + 1
        self.n = Item.made
        print("made", self.n)
    def __del__(self):
        print("dies", self.n)
x = Item()
x = Item()
x = y = Item()
y = Item()
x = None
print("none")
l = [Item()]
l[0] = Item()
l = [Item(), l]
print("end")
