# What a slice with a step lets go of dies in the order of its places, when the list is whole again.


class K:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, len(l) if l is not None else None)
    def __repr__(self): return "K%d" % self.n if False else f"K{self.n}"
l = None
l = [K(i) for i in range(8)]
del l[::3]
print(l)
l[::2] = [1, 2, 3]
print(l)
del l[::-2]
print(l)
l = None
print("end")
