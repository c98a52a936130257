# Dict: __hash__ changes the dict.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        d["h%d" % self.n] = self.n
        return self.n
    def __eq__(self, o): return self.n == o.n
d = {}
d[K(1)] = "a"
print(len(d), list(d.values()))
d.update({K(2): "b"})
print(len(d), list(d.values()))
print(K(3) in d, len(d))
e = {K(4), K(5)}
print(len(e), len(d))
