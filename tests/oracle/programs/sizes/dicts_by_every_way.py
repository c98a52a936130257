# The room that dicts take, by how they came to be.
import sys
size = sys.getsizeof
print(size({}), size({"a": 1}), size({1: 1}), size({"a": 1, 2: 2}), size(dict(a=1)), size(dict({"a": 1})))
d = {}
sizes = []
for i in range(50):
    d["k" + str(i)] = i
    if not sizes or sizes[-1] != size(d):
        sizes.append(size(d))
print(sizes)
n = {}
sizes = []
for i in range(50):
    n[i] = i
    if not sizes or sizes[-1] != size(n):
        sizes.append(size(n))
print(sizes)
for k in list(d)[5:]:
    del d[k]
print(size(d), size(d.copy()), size(dict(d)), size({**d}))
d["new"] = 1
print(size(d))
d.clear()
print(size(d))
d["again"] = 1
print(size(d))
print(size({k: 0 for k in "abc"}), size({k: 0 for k in "abcdef"}), size({i: 0 for i in range(6)}))
print(size({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}), size({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}))
print(size(dict.fromkeys("abcdefghij")), size({"a": 1} | {"b": 2}))
e = {"a": 1}
e.update({"b" + str(i): i for i in range(10)})
print(size(e), len(e))
e.pop("a")
e.popitem()
print(size(e))
f = {"a": 1}
f[1] = 2
print(size(f))
g = {"x" + str(i): i for i in range(5)}
g[7] = 7
print(size(g))
print(size({}.keys()), size({1: 2}.values()), size({}.items()), size(iter({})))
