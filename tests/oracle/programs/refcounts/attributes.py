# An attribute is a reference like any other; replacing it gives the old value up.
import sys
class Node:
    pass
a = Node()
b = Node()
a.partner = b
print(sys.getrefcount(a), sys.getrefcount(b))
a.again = b
print(sys.getrefcount(b))
b.partner = a
print(sys.getrefcount(a), sys.getrefcount(a.partner))
a.again = None
print(sys.getrefcount(b))
del a.partner
print(sys.getrefcount(b))
a.me = a
print(sys.getrefcount(a), sys.getrefcount(a.me.me))
a.me = None
print(sys.getrefcount(a))
