# An instance holds its class; the class's own count moves with them.
import sys
class Node:
    pass
base = sys.getrefcount(Node)
a = Node()
print(sys.getrefcount(Node) - base)
b = Node()
print(sys.getrefcount(Node) - base)
N = Node
print(sys.getrefcount(Node) - base)
del a
print(sys.getrefcount(Node) - base)
b = None
N = None
print(sys.getrefcount(Node) - base)
class Leaf(Node):
    pass
print(sys.getrefcount(Node) - base > 0)
