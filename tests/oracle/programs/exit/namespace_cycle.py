# A function keeps its namespace: at exit the two are a cycle, and the collector takes it.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("exit", self.n)
def keep():
    return keeper
keeper = [keep]
public = Item("public")
_private = Item("_private")
other = Item("other")
print("end")
