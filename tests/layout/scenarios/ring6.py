"""Six in a ring"""
import gc

class Node:
    pass

a = Node()

b = Node()

c = Node()

d = Node()

e = Node()

f = Node()

a.next = b

b.next = c

c.next = d

d.next = e

e.next = f

f.next = a

del a

del b

del c

del d

del e

del f

gc.collect()
