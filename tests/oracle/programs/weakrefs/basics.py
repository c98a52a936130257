# A weak reference does not count, and answers None once its target has died.
import sys
import weakref
class Node:
    pass
n = Node()
r = weakref.ref(n)
print(sys.getrefcount(n), r() is n, type(r) is type(weakref.ref(n)))
s = weakref.ref(n)
print(r is s)
m = r()
del n
print(r() is m)
del m
print(r(), s())
