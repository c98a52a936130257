# What is alive at the end dies at exit, and __del__ still prints.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("exit", self.n)
z = Item("z")
a = Item("a")
m = [Item("m0"), Item("m1")]
a = Item("a again")
print("end")
