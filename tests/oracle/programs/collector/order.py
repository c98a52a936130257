# The order in which the collector calls the finalizers of one group: oldest first.
import gc
class Node:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
gc.collect()
first = None
last = None
for i in range(5):
    n = Node(i)
    n.next = last
    last = n
    if first is None:
        first = n
first.next = last
del first
del last
del n
print(gc.collect())
