# As bound_again, but a full collection has come before: the namespace is older than its objects.
import gc
class Node:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
b = None
gc.collect()
items = [Node("item 0"), Node("item 1")]
a = Node("a")
b = Node("b")
a.other = Node("behind a")
print("end")
