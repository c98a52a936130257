# Default values belong to the function: one reference, whatever calls do.
import sys
class Item:
    pass
one = Item()
def keep(x=one):
    return sys.getrefcount(x)
def two(x=one, y=one, *, z=one):
    return sys.getrefcount(x), sys.getrefcount(y), sys.getrefcount(z)
print(sys.getrefcount(one))
print(keep(), keep(one), keep(x=one), keep(Item()))
print(two())
print(two(one), two(z=one))
print(sys.getrefcount(one), sys.getrefcount(keep.__defaults__))
print(keep.__defaults__[0] is one, len(two.__defaults__))
del two
print(sys.getrefcount(one))
def grow(item, into=[]):
    into.append(item)
    return len(into)
print(grow(one), grow(one), grow(one, []), grow(one))
print(sys.getrefcount(one), sys.getrefcount(grow.__defaults__[0]))
grow.__defaults__[0].clear()
print(sys.getrefcount(one))
keep = None
print(sys.getrefcount(one))
