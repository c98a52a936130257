# Printing containers whose items' repr changes them.
class R:
    def __init__(self, n): self.n = n
    def __repr__(self):
        l.clear()
        return "R%d" % self.n
    def __del__(self): print("del", self.n)
l = [R(0), R(1), R(2)]
print(l)
class D:
    def __repr__(self):
        d.clear()
        return "D"
d = {1: D(), 2: D()}
print(d)
class S:
    def __repr__(self):
        s.clear()
        return "S"
s = {S(), S()}
print(s)
d = {}
class V:
    def __repr__(self):
        d[len(d)] = 1
        return "V"
d["v"] = V()
try: print(d)
except RuntimeError as e: print(e)
print(d)
