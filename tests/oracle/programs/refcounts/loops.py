# A loop's iterator holds the list, the loop variable holds the item, also after the loop.
import sys
class Node:
    pass
l = [Node(), Node()]
for x in l:
    print(sys.getrefcount(l), sys.getrefcount(x))
print(sys.getrefcount(l), sys.getrefcount(x), sys.getrefcount(l[0]))
for y in (l, l):
    print(sys.getrefcount(l))
print(sys.getrefcount(l))
i = 0
while i < 2:
    z = l[i]
    print(sys.getrefcount(z))
    i = i + 1
print(sys.getrefcount(z))
