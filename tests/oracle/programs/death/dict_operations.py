# Deaths in dicts: overwriting, deleting, pop, popitem, update, setdefault, merge.
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
class K(T):
    def __hash__(self):
        return 1
    def __eq__(self, other):
        return self.name == other.name
d = {"a": T("a1"), "b": T("b1"), "c": T("c1")}
print("-- overwrite")
d["a"] = T("a2")
print("-- del")
del d["b"]
print("-- pop")
d.pop("c")
print("-- pop default")
print(d.pop("zz", T("default")).name)
print("-- setdefault")
d.setdefault("a", T("unused"))
d.setdefault("d", T("d1"))
print("-- update")
d.update({"a": T("a3"), "e": T("e1")})
print("-- update with keywords")
d.update(a=T("a4"), f=T("f1"))
print("-- popitem")
d.popitem()
print("-- merge")
m = d | {"d": T("d2")}
d = None
print("-- in place")
m |= {"a": T("a5")}
print(sorted(m))
print("-- copy")
c = m.copy()
m.clear()
print("-- copy gone")
c = None
print("-- keys")
k = {K("key"): T("value")}
print("-- same key")
k[K("key")] = T("value 2")
print("-- gone")
k.clear()
k = {K("x"): 1, K("x"): 2, K("y"): T("v")}
print("--", len(k))
del k
print("-- comprehension")
k = {n: T(n) for n in "pqr"}
k = {n: t for n, t in k.items() if n != "q"}
print("--", sorted(k))
