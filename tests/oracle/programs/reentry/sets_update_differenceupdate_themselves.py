# Sets: update and difference_update with themselves and by generators.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, o): return self.n == o.n
    def __del__(self): print("del", self.n)
s = {K(1), K(2)}
s -= s
print(len(s))
def gen():
    yield K(3)
    s.clear()
    yield K(4)
s.update(gen())
print(len(s))
s ^= s
print(len(s))
s = {K(5)}
s &= s
s |= s
print(len(s))
it = iter(s)
s.add(K(6))
try: next(it)
except RuntimeError as e: print(e)
print(next(it, "end") if False else "-")
