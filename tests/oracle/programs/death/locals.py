# When a function returns, its locals die in the order they were first bound in the code.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("item", self.n)
def work(x):
    b = Item("b")
    a = Item("a")
    print("working")
    c = b
    return None
work(Item("x"))
print("back")
def early(x):
    a = Item("early a")
    del a
    z = Item("z")
    y = x
early(Item("x2"))
print("end")
