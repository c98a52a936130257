# getsizeof is shallow: an instance costs the same whatever it leads to.
import sys
import weakref
class Node:
    pass
def f():
    pass
n = Node()
print(sys.getsizeof(n))
n.data = [0] * 1000
n.more = "x" * 1000
print(sys.getsizeof(n), sys.getsizeof(n.data), sys.getsizeof(n.more))
print(sys.getsizeof(weakref.ref(n)), sys.getsizeof(f))
