# That an exception in __del__ is told takes the one slice that is kept for the next.
import gc, sys
class Node:
    def __del__(self):
        print("del " + self.name)
gc.collect()
n = Node()
v = None
n = None
print(gc.get_count())
n = Node()
v = slice(5, 5)
print(gc.get_count())
n = None
print(gc.get_count())
v = None
print(gc.get_count())
n = Node()
v = slice(5, 5)
print(gc.get_count())
n = None
print(gc.get_count())
for threshold in range(1, 30):
    gc.set_threshold(0)
    n = v = None
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    gc.set_threshold(threshold, 1000)
    n = Node()
    n = None
    gc.set_threshold(0)
    print(threshold, gc.get_stats()[0]["collections"] - before, gc.get_count())
