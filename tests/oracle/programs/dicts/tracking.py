"""Which dicts the collector looks at: those that hold something that could be part of a cycle."""
import gc
gc.disable()


class C:
    pass


def f():
    pass


T = gc.is_tracked
untracked = (1, 2)
gc.collect()
for value in (1, "a", 1.5, None, True, ..., range(3), object(), int, len, 10 ** 15):
    d = {}
    d["k"] = value
    print(T(d), T({"k": value}), end=" ")
print()
for value in ([], {}, (), (1, 2), untracked, ([],), C(), C, f, C().__init__, [].append):
    d = {}
    d["k"] = value
    print(T(d), T({"k": value}), end=" ")
print()
d = {(1, 2): 1}
print(T(d))
d = {untracked: 1}
print(T(d))
d = {C: 1}
print(T(d))
d = {"k": []}
print(T(d), T(d.copy()), T(dict(d)), T({**d}))
d["k"] = 1
print(T(d), T(d.copy()), T(dict(d)), T({**d}), T({**d, "l": 1}))
gc.collect()
print(T(d), T(d.copy()))
d = {"k": {}}
gc.collect()
print(T(d), T(d["k"]))
d["k"]["l"] = []
print(T(d), T(d["k"]))
gc.collect()
print(T(d), T(d["k"]))
e = {1: 2, "x": "y"}
e.update({"l": []})
print(T(e))
e.pop("l")
print(T(e))
gc.collect(1)
print(T(e))
gc.collect()
print(T(e))
e.setdefault("m", [])
print(T(e))
e.clear()
print(T(e))
gc.collect()
print(T(e))
print(T({i: i for i in range(3)}), T({i: [] for i in range(3)}))
t = (1, "a")
print(T(t), T(tuple([1, 2])), T(tuple([[]])))
u = tuple([1, 2])
gc.collect(0)
print(T(u))
v = (u, "x", None)
w = tuple([u, 3])
gc.collect(0)
print(T(v), T(w))
nested = tuple([tuple([tuple([1])])])
print(T(nested), T(nested[0]), T(nested[0][0]))
gc.collect(0)
print(T(nested), T(nested[0]), T(nested[0][0]))
gc.collect(1)
print(T(nested), T(nested[0]), T(nested[0][0]))
gc.collect(2)
print(T(nested), T(nested[0]), T(nested[0][0]))
