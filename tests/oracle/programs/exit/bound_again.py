# At exit the collector comes to the objects by way of their names: in the order the names were first
# bound, not in the order the objects were made; a list's items from last to first.
class Node:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
b = None
items = [Node("item 0"), Node("item 1")]
a = Node("a")
b = Node("b")
a.other = Node("behind a")
print("end")
