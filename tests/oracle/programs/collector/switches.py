# disable() and a threshold of 0 both stop automatic collections, never gc.collect().
import gc
class Node:
    def __init__(self):
        self.me = self
gc.collect()
print(gc.isenabled())
gc.disable()
print(gc.isenabled())
for i in range(3000):
    Node()
print(gc.get_count()[1])
print(gc.collect())
gc.enable()
gc.set_threshold(0)
print(gc.isenabled(), gc.get_threshold())
for i in range(3000):
    Node()
print(gc.get_count()[1], gc.collect())
gc.set_threshold(5, 6)
print(gc.get_threshold())
