# One count for each name; del and rebinding take one away.
import sys
class Node:
    pass
a = Node()
print(sys.getrefcount(a))
b = a
c = b
print(sys.getrefcount(a), sys.getrefcount(c))
del b
print(sys.getrefcount(a))
c = None
print(sys.getrefcount(a))
a = a
print(sys.getrefcount(a))
