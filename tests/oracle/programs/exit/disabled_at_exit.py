# With the collector disabled, no collection comes before the modules go: names first, cycles last.
import gc
class Node:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
gc.disable()
a = Node("held")
b = Node("lost")
b.me = b
del b
print("end")
