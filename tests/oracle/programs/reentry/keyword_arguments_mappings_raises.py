# Keyword arguments from mappings: what raises, and in which order it is asked.
def f(**k): return k
class M:
    def __init__(self, keys, fail=None): self.k, self.fail = keys, fail
    def keys(self): print("keys"); return self.k
    def __getitem__(self, k):
        print("get", k)
        if k == self.fail: raise KeyError(k)
        return k
for args in (["a", "b"], None), (["a", "a"], None), (["a", "b"], "b"), ("xy", None), ([], None), (5, None):
    try: print(f(a=1, **M(*args)))
    except TypeError as e: print(e)
    try: print(f(**M(*args)))
    except TypeError as e: print(e)
    try: print({"a": 1, **M(*args)})
    except (TypeError, KeyError) as e: print(repr(e))
class N:
    def keys(self): raise AttributeError("inside")
for n in N(), 5, object(), None, [("a", 1)]:
    try: f(**n)
    except TypeError as e: print(str(e).split(" object at")[0])
    try: {**n}
    except TypeError as e: print(e)
class O:
    def keys(self): raise KeyError("k1", "k2")
try: f(**O())
except KeyError as e: print(e.args)
