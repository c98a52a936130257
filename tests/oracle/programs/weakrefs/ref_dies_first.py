# A weak reference that dies before its target never calls.
import weakref
class Node:
    pass
def gone(ref):
    print("called")
n = Node()
r = weakref.ref(n, gone)
print(weakref.getweakrefcount(n))
r = None
print(weakref.getweakrefcount(n))
del n
print("silence")
n = Node()
r = weakref.ref(n, gone)
del n
print("now it was heard")
