"""More attributes than a class can share keys for; the budget falls with every instance."""
import gc, sys
gc.disable()


class Wide:
    pass


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


first = Wide()
for i in range(35):
    setattr(first, "a" + str(i), i)
    if i in (0, 1, 5, 20, 27, 28, 29, 30, 34):
        print(i, sys.getsizeof(first.__dict__), len(first.__dict__))
print(list(first.__dict__)[-3:], first.a0, first.a34)
second = Wide()
second.a5 = 1
second.new = 2
print(sys.getsizeof(second.__dict__), second.__dict__)
third = Wide()
print(sys.getsizeof(third.__dict__))


class Budget:
    pass


objects = [Budget() for i in range(40)]
for i in (0, 10, 28, 29, 30, 39):
    o = objects[i]
    o.x = i
    print(i, sys.getsizeof(o.__dict__))
    o.y = i
    print(i, sys.getsizeof(o.__dict__), o.__dict__)
late = Budget()
late.x = Loud("x")
late.q = Loud("q")
late.y = Loud("y")
print(sys.getsizeof(late.__dict__), list(late.__dict__))
del late
late = Budget()
late.y = Loud("y")
late.x = Loud("x")
del late
late = Budget()
late.zz = Loud("zz")
late.y = Loud("y")
late.x = Loud("x")
del late.zz
late.zz = Loud("zz again")
late.aa = Loud("aa")
print(list(late.__dict__), sys.getsizeof(late.__dict__))
del late


class Few:
    pass


few = [Few() for i in range(10)]
for i, name in ((0, "a"), (3, "b"), (9, "c")):
    setattr(few[i], name, i)
    print([sys.getsizeof(f.__dict__) for f in few])
more = [Few() for i in range(10)]
print(sys.getsizeof(few[0].__dict__), sys.getsizeof(more[9].__dict__))
few[0].__dict__[1] = "general"
print(sys.getsizeof(few[0].__dict__), few[0].__dict__)
few[3].__dict__["text"] = 1
print(sys.getsizeof(few[3].__dict__))
copy = few[9].__dict__.copy()
print(sys.getsizeof(copy), copy)
copy["more"] = 1
print(sys.getsizeof(copy), copy, few[9].__dict__)
copy2 = dict(few[9].__dict__)
print(sys.getsizeof(copy2), copy2)
copy3 = {**few[9].__dict__}
print(sys.getsizeof(copy3))
print(sys.getsizeof(dict(few[9].__dict__, k=1)))
for i in range(30):
    few[9].__dict__["k" + str(i)] = i
print(sys.getsizeof(few[9].__dict__), few[9].k3)
del Few, few, more
print(sys.getsizeof(copy), sys.getsizeof(copy2))
gc.collect()


class Short:
    pass


s = Short()
s.a = 1
d = s.__dict__
e = d.copy()
print(sys.getsizeof(d), sys.getsizeof(e))
del s
print(sys.getsizeof(d), sys.getsizeof(e))
del Short
gc.collect()
print(sys.getsizeof(d), sys.getsizeof(e))
del e
print(sys.getsizeof(d), d)
d["b"] = 2
print(sys.getsizeof(d), d)
d.clear()
print(sys.getsizeof(d))
