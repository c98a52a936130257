# Dict: __eq__ of a key clears the dict.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        print("eq", self.n, o.n)
        d.clear()
        return False
    def __repr__(self): return "K%d" % self.n
    def __del__(self): print("del", self.n)
d = {K(0): 0, "s": 1}
d.get(K(1))
d[K(1)] = 1
print(d)
try: d[K(2)]
except KeyError as e: print(repr(e))
print(d)
d[K(3)] = 3
print(d.get(K(4)), d)
d.setdefault(K(5), 5)
print(d)
print(d.pop(K(6), "none"), d)
