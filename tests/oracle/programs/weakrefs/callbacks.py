# The newest callback is called first, and every one gets its own dead reference.
import weakref
class Node:
    pass
def one(ref):
    print("one", ref(), ref is a)
def two(ref):
    print("two", ref(), ref is b)
n = Node()
a = weakref.ref(n, one)
b = weakref.ref(n, two)
c = weakref.ref(n, one)
print(a is c, weakref.getweakrefcount(n))
n = None
print("end")
