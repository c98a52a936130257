# Star calls: what is unpacked changes what was unpacked already.
def f(*a, **k): return a, k
l = [1, 2]
def gen():
    l.clear()
    yield 3
print(f(*l, *gen(), *l))
class M:
    def keys(self):
        d.clear()
        return ["x"]
    def __getitem__(self, k):
        d["late"] = 1
        return k
d = {"a": 1}
print(f(**d, **M()), d)
try: f(**{"a": 1}, **{"a": 2})
except TypeError as e: print(e)
class B:
    def keys(self): return [1]
    def __getitem__(self, k): return k
try: f(**B())
except TypeError as e: print(e)
class C:
    def keys(self): raise KeyError("keys")
try: f(**C())
except TypeError as e: print(repr(e))
try: f(*5)
except TypeError as e: print(e)
try: f(**5)
except TypeError as e: print(e)
