"""Where heirs of builtin types serve in lessons: weak references to dicts, listeners that leak, caches."""
import gc
import sys
import weakref


class Dict(dict):
    pass


class Listeners(list):
    def notify(self, event):
        for listener in self:
            listener(event)


class Window:
    changed = Listeners()

    def __init__(self, name):
        self.name = name
        Window.changed.append(self.on_change)

    def on_change(self, event):
        print(self.name, "hears", event)

    def __del__(self):
        print(self.name, "dies")


d = Dict(red=1, green=2, blue=3)
r = weakref.ref(d)
print(r() is d, weakref.getweakrefcount(d))
cache = weakref.WeakValueDictionary()
cache["primary"] = d
print(list(cache), cache["primary"])
del d
print(r(), list(cache))

w = Window("one")
v = Window("two")
del w
Window.changed.notify("move")
Window.changed.clear()
print("cleared")
del v
print("end of windows")


class Counter(dict):
    def __missing__(self, key):
        return 0

    def add(self, items):
        for item in items:
            self[item] += 1
        return self


print(Counter().add("abracadabra"), Counter()["x"], Counter().get("x"))


class LRU(dict):
    def __init__(self, most):
        super().__init__()
        self.most = most

    def __setitem__(self, key, value):
        if key in self:
            del self[key]
        elif len(self) >= self.most:
            oldest = next(iter(self))
            print("out", oldest, sys.getrefcount(self[oldest]))
            del self[oldest]
        super().__setitem__(key, value)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        super().__delitem__(key)
        super().__setitem__(key, value)
        return value


c = LRU(2)
for k in "abc":
    c[k] = [k]
print(c, c["b"], c)
c["d"] = None
print(c, c.most, sys.getsizeof(c), sys.getsizeof(c.__dict__))


class Tree(list):
    def __init__(self, name, *children):
        super().__init__(children)
        self.name = name
        self.parent = None
        for child in self:
            child.parent = self

    def __del__(self):
        print("del", self.name)


t = Tree("root", Tree("a", Tree("b")), Tree("c"))
print(len(t), t[0].name, t[0][0].parent.name, gc.is_tracked(t), sys.getrefcount(t))
del t
print(gc.collect())


class Celsius(float):
    __slots__ = ()

    def __repr__(self):
        return f"{float(self):.1f} C"


class Name(str):
    def shout(self):
        return self.upper() + "!"


class Pair(tuple):
    __slots__ = ()

    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


print(Celsius(21.55), [Celsius(1)], Celsius(1) + 1, Name("ann").shout(), Name("ann") == "ann", Pair(1, 2).first)
print(sys.getsizeof(Celsius(1)), sys.getsizeof(Name("ann")), sys.getsizeof(Pair(1, 2)), sys.getsizeof(Dict()))
gc.collect()
before = gc.get_count()[0]
keep = [Dict() for i in range(5)]
print(gc.get_count()[0] - before)
keep = [Pair(i, i) for i in range(5)]
print(gc.get_count()[0] - before)
keep = [Name("n") for i in range(5)]
print(gc.get_count()[0] - before)
keep = None
print(gc.get_count()[0] - before)


class Global(Listeners):
    def __del__(self):
        print("at exit", list(self))


g = Global([1, 2])
