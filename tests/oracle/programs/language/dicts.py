# Dicts keep the order of insertion.
d = {"b": 1, "a": 2}
d["c"] = 3
print(d, len(d), d["a"])
d["b"] = 10
print(d)
del d["b"]
d["b"] = 11
print(d, "b" in d, "x" in d)
print(d.get("a"), d.get("x"), d.get("x", 0))
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k, v)
print(list(d), list(d.keys()), list(d.values()))
print(d.pop("a"), d)
d.update({"z": 26, "c": 33})
print(d, d.setdefault("q", []), d)
e = {1: "int", "1": "str", (1, 2): "tuple", None: "none", True: "bool"}
print(e)
print({} == {}, {"a": 1} == {"a": 1.0}, {"a": 1} == {"b": 1})
