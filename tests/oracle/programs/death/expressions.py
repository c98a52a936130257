# A value nobody keeps dies within its statement.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("dies", self.n)
    def get(self):
        return self.n
Item(1)
print("one")
print(Item(2).n)
print(Item(3).get())
if Item(4):
    print("in the if")
x = [Item(5), Item(6)][1]
print("five is gone")
Item(7) == Item(8)
print(Item(9).n + Item(10).n)
x = Item(11).n
print(x)
