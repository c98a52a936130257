# A WeakValueDictionary loses its entries when the values die.
import gc, sys, weakref
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
d = weakref.WeakValueDictionary()
a, b = T("a"), T("b")
d["a"], d["b"], d["c"] = a, b, T("c")
print(len(d), sorted(d.keys()), "c" in d, d.get("c", "gone"), sys.getrefcount(a))
print(d["a"] is a, d.get("zz"), [v.name for v in d.values()] == ["a", "b"])
v = None
del b
print(len(d), list(d), [k for k, v in d.items()])
try:
    d["b"]
except KeyError as e:
    print("KeyError", e)
c = T("c")
d.update({"c": c, "a2": a})
print(sorted(d), d.pop("a2") is a, d.setdefault("x", c) is c, len(d))
keep = d["a"]
del a
print(len(d))
for key, value in d.items():
    keep = None
    print("in loop", key, value.name)
value = None
print(sorted(d))
copy = d.copy()
print(type(copy).__name__, len(copy))
c = None
print(len(d), len(copy), weakref.getweakrefcount(d) >= 0)
gc.disable()
gc.collect()
n = T("cycle")
n.me = n
d["n"] = n
del n
print(len(d))
print(gc.collect() > 0, len(d))
gc.enable()
