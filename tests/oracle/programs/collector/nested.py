# gc.collect() inside a collection does nothing and returns 0.
import gc
class Node:
    def __init__(self):
        self.me = self
    def __del__(self):
        print("nested", gc.collect())
gc.collect()
Node()
print("outer", gc.collect())
