# A temporary is held by the evaluation stack alone; nested calls hold it on every level.
import sys
class Node:
    pass
def inner(x):
    return sys.getrefcount(x)
def outer(x):
    return inner(x)
print(sys.getrefcount(Node()))
print(inner(Node()))
print(outer(Node()))
a = Node()
print(sys.getrefcount(a), inner(a), outer(a))
print(sys.getrefcount([a, a][0]))
print(sys.getrefcount(a), [a, sys.getrefcount(a)][1])
print((a, a, sys.getrefcount(a))[2])
print(sys.getrefcount(a))
