"""Two that hold each other"""
import gc

class Node:
    pass

a = Node()

b = Node()

a.other = b

b.other = a

del a

del b

gc.collect()
