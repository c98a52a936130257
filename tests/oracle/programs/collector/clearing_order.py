# tp_clear frees the neighbour before the list head; attributes and containers in one ring.
import gc
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("d", self.n, end=" ")
class N:
    __slots__ = ("n", "o", "d", "__dict__")
gc.collect()
def ring(k, kind):
    ns = []
    for i in range(k):
        n = N(); n.n = i; n.d = D(i); ns.append(n)
    for i in range(k):
        nx = ns[(i + 1) % k]
        ns[i].o = nx if kind == 0 else [nx] if kind == 1 else {"k": nx} if kind == 2 else (nx,)
for kind in range(4):
    ring(3, kind)
    print(gc.collect())
l = [D("l0"), None, D("l2")]; l[1] = l; del l
print(gc.collect())
d = {"a": D("da"), "d": None, "b": D("db")}; d["d"] = d; del d
print(gc.collect())
l0, l1 = [D("x0")], [D("y0")]; l0.append(l1); l1.append(l0); l0.append(D("x2")); l1.append(D("y2")); del l0, l1
print(gc.collect())
