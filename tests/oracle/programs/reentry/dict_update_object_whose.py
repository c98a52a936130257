# Dict.update from an object whose keys() and __getitem__ change it.
class M:
    def keys(self):
        d.clear()
        return iter("abc")
    def __getitem__(self, k):
        d.pop("a", None)
        return k * 2
d = {"z": 1}
d.update(M())
print(d)
class N:
    def keys(self): return ["x", "y"]
    def __getitem__(self, k): raise ValueError(k)
try: d.update(N())
except ValueError as e: print(e)
print(d)
def pairs():
    yield "p", 1
    d.clear()
    yield "q", 2
    yield "bad"
try: d.update(pairs())
except ValueError as e: print(e)
print(d)
