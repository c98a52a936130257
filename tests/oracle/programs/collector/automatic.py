# The collector starts by itself when more than threshold objects are new.
import gc
class Node:
    def __init__(self):
        self.me = self
    def __del__(self):
        global dead
        dead = dead + 1
dead = 0
at = [0] * 10
many = [0] * 10
n = 0
gc.collect()
gc.set_threshold(10, 100, 100)
for i in range(40):
    Node()
    if dead > 0:
        at[n] = i
        many[n] = dead
        n = n + 1
        dead = 0
gc.set_threshold(2000, 10, 10)
gc.collect()
print(at, many, dead)
