# Attribute values that die while the instance dict is replaced.
class V:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("v", self.n)
        h.__dict__ = {"n": self.n}
class H: pass
h = H()
h.a = V(1)
h.b = V(2)
h.a = 5
print(h.__dict__)
h.c = V(3)
h.__dict__ = {}
print(h.__dict__)
h.__dict__.update(x=V(4), y=V(5))
h.__dict__.clear()
print(h.__dict__)
