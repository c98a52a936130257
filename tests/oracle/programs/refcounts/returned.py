# A returned object moves from the frame to the caller; an unused one dies at once.
import sys
class Node:
    def __del__(self):
        print("dies")
def make():
    n = Node()
    return n
def keep(n):
    global kept
    kept = n
    return sys.getrefcount(n)
print(sys.getrefcount(make()))
make()
print("after")
x = make()
print(sys.getrefcount(x))
print(keep(x), sys.getrefcount(x))
print(keep(make()), sys.getrefcount(kept))
del x
print(sys.getrefcount(kept))
kept = None
print("end")
