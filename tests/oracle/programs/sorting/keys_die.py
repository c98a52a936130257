# What key() makes dies before the list comes back.
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __del__(self): print("del", self.v)
l = [3, 1, 2]
l.sort(key=K)
print(l)
l.sort(key=K, reverse=True)
print(l)
def bad(x):
    if x == 1: raise ValueError("no")
    return K(x)
try: l.sort(key=bad)
except ValueError as e: print(e)
print(l)
