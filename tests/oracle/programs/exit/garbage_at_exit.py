# Unreachable cycles die in the collection before the modules go.
import gc
class Node:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
a = Node("held")
b = Node("lost")
b.me = b
del b
c = Node("lost too")
c.me = c
c = None
print("end")
