# Values that die in a dict, adding to it.
class V:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n, len(d))
        d["x%d" % self.n] = self.n
d = {i: V(i) for i in range(4)}
d[0] = None
del d[1]
print(d.keys())
d.pop(2)
d.clear()
print(d)
d = {i: V(i) for i in range(3)}
d |= {1: 0}
print(len(d))
d.update({2: 0, 0: 1})
print(d)
