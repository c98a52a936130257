"""An instance's __dict__ shares the inline values: what one side changes the other one sees."""
import gc, sys, weakref
gc.disable()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Plain:
    pass


def names(d):
    return list(d)


x = Plain()
x.b = 1
x.a = 2
d = x.__dict__
print(d is x.__dict__, names(d), len(d))
x.c = 3
print(names(d), d["c"])
d["e"] = 5
print(x.e, names(d))
del x.a
print(names(d), "a" in d)
del d["b"]
print(names(d), hasattr(x, "b"))
x.a = 7
d["b"] = 8
print(names(d), d)
for key in d:
    print(key, d[key], getattr(x, key))
d.update({"z": 1, "y": 2})
print(x.z, x.y, names(d))
print(d.pop("c"), hasattr(x, "c"), d.get("c"), d.get("z"))
d.setdefault("q", 9)
d.setdefault("z", 10)
print(x.q, x.z, names(d))
d.clear()
print(names(d), hasattr(x, "q"), x.__dict__ is d)
x.n = 1
print(d, sys.getsizeof(d))

# counts
n = Node("n")
y = Plain()
y.held = n
print(sys.getrefcount(n))
e = y.__dict__
print(sys.getrefcount(n), sys.getrefcount(e))
f = e.copy()
print(sys.getrefcount(n), list(f), f is e, sys.getsizeof(f), sys.getsizeof(e))
del f
print(sys.getrefcount(n))
del e
print(sys.getrefcount(n))
del n
print("y goes")
del y
print("gone")

# the dict outlives its instance
z = Plain()
z.first = Node("first")
z.second = Node("second")
k = z.__dict__
r = weakref.ref(z)
del z
print(r(), names(k), sys.getrefcount(k["first"]), sys.getsizeof(k))
k["third"] = Node("third")
print(names(k), sys.getsizeof(k))
print("k goes")
del k

# the instance outlives its dict's name
z = Plain()
z.first = Node("f")
z.second = Node("s")
names(z.__dict__)
print("z goes")
del z

# another dict
z = Plain()
z.first = Node("1")
z.second = Node("2")
old = z.__dict__
z.__dict__ = {"third": Node("3")}
print(names(old), names(z.__dict__), hasattr(z, "first"), z.third.name)
print("old goes")
del old
z.fourth = Node("4")
print(names(z.__dict__))
z.__dict__ = {}
print("empty", names(z.__dict__))
z.one = 1
print(z.__dict__, sys.getsizeof(z.__dict__))
z = Plain()
z.second = Node("2")
z.first = Node("1")
z.__dict__ = {"x": 1}
print("replaced", z.x, names(z.__dict__))
z.y = 2
print(z.__dict__)
del z.__dict__
print(z.__dict__, sys.getsizeof(z.__dict__), hasattr(z, "x"))
z.second = Node("zs")
z.first = Node("zf")
print(names(z.__dict__), sys.getsizeof(z.__dict__))
del z
try:
    Plain().__dict__ = 3
except TypeError as error:
    print(error)
try:
    Plain().__dict__ = Node
except TypeError as error:
    print(error)
