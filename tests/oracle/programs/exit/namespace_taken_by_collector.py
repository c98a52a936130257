# Exit with a module namespace kept by a function in a cycle; deaths by the collector.
import gc
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("d", self.n, "D" in globals(), D is None)
a = D("a"); b = D("b"); a.b = b; b.a = a
c = D("c")
def f(): return f
d = {"k": D("in dict")}
l = [D("l0"), [D("l1")]]
t = (D("t"),)
lam = lambda x=D("lambda default"): x
print("end")
