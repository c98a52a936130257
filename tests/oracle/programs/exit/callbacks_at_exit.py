# At exit target and weak reference are garbage together: the callback stays silent.
import weakref
class Node:
    pass
def gone(ref):
    print("gone")
n = Node()
r = weakref.ref(n, gone)
print("end")
