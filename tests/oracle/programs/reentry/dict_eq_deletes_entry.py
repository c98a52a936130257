# Dict: __eq__ deletes the entry that is looked at.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        if d and act: d.pop(next(iter(d)), None) if False else d.popitem()
        return self.n == o.n
    def __repr__(self): return "K%d" % self.n
act = False
d = {}
for i in range(5): d[K(i)] = i
act = True
print(d.get(K(4), "no"), d)
print(d.get(K(0), "no"), d)
print(K(2) in d, d)
d[K(9)] = 9
act = False
print(d)
