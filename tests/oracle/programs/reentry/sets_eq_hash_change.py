# Sets: __eq__ and __hash__ that change the set.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        if act: s.clear()
        return False
    def __repr__(self): return "K%d" % self.n
act = False
def fresh():
    global act, s
    act = False
    s = {K(0), K(1)}
    act = True
fresh(); s.add(K(2)); print(len(s))
fresh(); print(K(3) in s, len(s))
fresh(); s.discard(K(4)); print(len(s))
fresh()
try: s.remove(K(5))
except KeyError as e: print(repr(e))
print(len(s))
fresh(); print(len(s | {K(6)}), len(s))
fresh(); print(len({K(6)} - s), len(s))
fresh(); print(len(s & {K(6), K(7)}), len(s))
fresh(); print(len(s ^ {K(6)}), len(s))
fresh(); print(s == {K(8), K(9)}, len(s))
fresh(); print(s <= {K(8), K(9)}, s.isdisjoint([K(3)]), len(s))
