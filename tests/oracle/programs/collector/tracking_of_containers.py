# Which containers the collector knows, and from when on.
import gc
class C:
    pass
def f():
    pass
t = gc.is_tracked
print(t({}), t({"a": 1}), t({"a": "b", 1: 2.5}), t({"a": []}), t({"a": (1, 2)}), t({(1, 2): 3}))
d = {}
d["x"] = 1
print(t(d))
d["y"] = None
print(t(d))
d["z"] = [1]
print(t(d))
del d["z"]
print(t(d))
gc.collect()
print(t(d))
d["w"] = d
gc.collect()
print(t(d))
del d["w"]
x = (1, 2)
y = tuple([1, 2])
z = (1, [2])
w = (x, y)
n = tuple([x, tuple([3, 4])])
print(t(x), t(y), t(z), t(w), t(n), t(()))
gc.collect()
print(t(x), t(y), t(z), t(w), t(n))
gc.collect()
print(t(y), t(n))
print(t([]), t([1]), t(set()), t(frozenset()), t(C()), t(C), t(f), t(lambda: 0), t(C().__init__))
print(t(1), t("s"), t(1.5), t(None), t(b"x"), t(range(3)), t(object()), t(iter([])), t(iter("s")))
print(t(ValueError()), t((i for i in [])), t({}.keys()), t({"a": 1}.items()), t(iter({})))
c = C()
print(t(c.__dict__))
c.a = 1
print(t(c.__dict__))
c.b = []
print(t(c.__dict__))
copy = {"a": []}.copy()
print(t(copy), t({}.copy()), t({"a": 1}.copy()), t(dict(a=1)), t(dict(a=[])))
print(t({k: 1 for k in "ab"}), t({k: [] for k in "ab"}), t({"a": 1} | {"b": 2}), t({"a": 1} | {"b": []}))
