"""The collector and an instance's __dict__."""
import gc, sys, weakref
gc.disable()


class Node:
    pass


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, sorted(self.__dict__))


gc.collect()


def pair(shown):
    a, b = Node(), Node()
    a.other, b.other = b, a
    if shown:
        a.__dict__, b.__dict__
    return None


pair(False)
print(gc.collect())
pair(True)
print(gc.collect())

a = Node()
a.own = a.__dict__
print(gc.is_tracked(a.__dict__), sys.getrefcount(a.__dict__))
del a
print(gc.collect())

a = Node()
a.d = a.__dict__
a.d["self"] = a
print(gc.is_tracked(a.__dict__))
r = weakref.ref(a)
del a
print(gc.collect(), r())

a = Node()
a.number = 1
print(gc.is_tracked(a), gc.is_tracked(a.__dict__))
a.items = []
print(gc.is_tracked(a.__dict__))
b = Node()
b.items = []
print(gc.is_tracked(b.__dict__))
b.__dict__["more"] = 1
c = Node()
c.number = 1
d = c.__dict__
d["list"] = []
print(gc.is_tracked(d))
d.clear()
gc.collect()
print(gc.is_tracked(d), gc.is_tracked(b.__dict__))
del b.items
gc.collect()
print(gc.is_tracked(b.__dict__))
print(len(gc.get_referents(a)), [type(o).__name__ for o in gc.get_referents(a)])
print(gc.get_referents(a.__dict__))
e = a.__dict__
del a
print([type(o).__name__ for o in gc.get_referents(e)])
print(gc.get_referents({"k": [1], "l": 2}), gc.get_referents({1: "x", "k": [1]}))

x = Loud("x")
x.y = Loud("y")
x.y.x = x
x.y.__dict__
del x
print(gc.collect())
print("dict in the middle")
x = Loud("x")
x.d = {"x": x}
x.__dict__["e"] = x.__dict__
del x
print(gc.collect())

# a combined dict is visited itself
w = Node()
for i in range(40):
    setattr(w, "a" + str(i), 0)
w.self = w
print(gc.is_tracked(w.__dict__), [type(o).__name__ for o in gc.get_referents(w)])
del w
print(gc.collect())

# values of an instance whose dict lives on
x = Loud("kept")
x.other = Loud("other")
x.other.back = x
keep = x.__dict__
print(sys.getrefcount(x))
del x
print(gc.collect(), sorted(keep), sys.getrefcount(keep))
keep.clear()
print(gc.collect())
del keep
print(gc.collect())
