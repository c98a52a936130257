# Lists, tuples and dicts hold what is in them; a copy of a container holds it again.
import sys
class Node:
    pass
n = Node()
l = [n, n]
print(sys.getrefcount(n))
t = (n, l)
print(sys.getrefcount(n), sys.getrefcount(l))
d = {"n": n, "l": l}
print(sys.getrefcount(n), sys.getrefcount(l))
m = list(l)
print(sys.getrefcount(n))
d["n"] = None
print(sys.getrefcount(n))
del d["l"]
print(sys.getrefcount(l))
l[0] = 0
print(sys.getrefcount(n))
m.clear()
print(sys.getrefcount(n))
t = None
print(sys.getrefcount(n), sys.getrefcount(l))
