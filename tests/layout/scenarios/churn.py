"""Sixty random statements"""
import gc

class Node:
    pass

b = Node()

a = Node()

e = Node()

e = Node()

e = Node()

a = Node()

a = Node()

e = Node()

e = Node()

b = Node()

a.next = e

b = Node()

b = Node()

b = Node()

e = Node()

f = Node()

e = Node()

e.next = a

a.right = b

e.next = f

del e

b = Node()

a.right = f

c = Node()

a.next = a

c = Node()

d = Node()

f = Node()

e = Node()

c.right = f

d.left = a

del f

c.next = e

d.left = c

del b

a.right = c

b = Node()

d = Node()

d = Node()

c = Node()

del e

d = Node()

del d

del a

b = Node()

c.right = b

b = Node()

c = Node()

b.right = b

del c

d = Node()

f = Node()

b = Node()

b = Node()

a = Node()

a = Node()

e = Node()

a = Node()

del a

b = Node()

gc.collect()
