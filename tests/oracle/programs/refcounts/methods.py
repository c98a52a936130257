# Bound methods are objects that hold their self.
import sys
class Item:
    def me(self):
        return sys.getrefcount(self)
    def again(self):
        return self.me()
    def give(self):
        return self
i = Item()
print(i.me(), i.again(), sys.getrefcount(i.give()))
m = i.me
print(sys.getrefcount(i), sys.getrefcount(m), m())
n = i.me
print(m is n, m == n, sys.getrefcount(i))
print(m.__self__ is i, m.__func__ is Item.me)
print(sys.getrefcount(Item.me))
del m
print(sys.getrefcount(i), n())
methods = [i.me, i.again, i.me]
print(sys.getrefcount(i), methods[1](), [f() for f in methods])
del methods
del n
print(sys.getrefcount(i))
i.call = i.me
print(sys.getrefcount(i), i.call())
del i.call
print(sys.getrefcount(i))
print(Item().me(), Item.me(i), Item.me(Item()))
f = Item().me
print(f(), sys.getrefcount(f.__self__))
append = [].append
append(i)
print(sys.getrefcount(i), len(append.__self__))
append = None
print(sys.getrefcount(i))
