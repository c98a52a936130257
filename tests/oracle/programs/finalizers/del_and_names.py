# What a finalizer sees: globals, its class, deleted names, nested deaths.
import sys
class A:
    def __init__(self, name, *held):
        self.name = name
        self.held = held
    def __del__(self):
        print("del", self.name, sys.getrefcount(self), [h.name for h in self.held], type(self).__name__)
class B(A):
    def __del__(self):
        print("B first")
        super().__del__()
        self.held = ()
        print("B last")
a = A("outer", A("inner 1"), A("inner 2"))
del a
b = B("b", A("held by b"))
del b
def delete_from(d):
    class D:
        def __del__(self):
            print("del D", sorted(d))
            d.clear()
    return D()
d = {"x": 1}
d["d"] = delete_from(d)
del d["d"]
print(d)
l = []
class E:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        l.append(self.n)
        print("len", len(l))
l += [E(1), E(2), E(3)]
del l[:]
print(l)
class F:
    instances = 0
    def __init__(self):
        F.instances += 1
    def __del__(self):
        F.instances -= 1
x = [F() for i in range(3)]
print(F.instances)
x[1] = None
print(F.instances)
x = None
print(F.instances)
A.__del__ = lambda self: print("replaced", self.name)
A("late")
del A.__del__
A("silent")
def attach(o):
    o.__del__ = lambda: print("never called")
attach(A("instance attribute"))
try:
    A("raises").missing
except AttributeError as e:
    print(e)
print("end")
