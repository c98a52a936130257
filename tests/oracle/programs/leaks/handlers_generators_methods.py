# Handlers generators methods.
import gc
class Res:
    live = []
    def __init__(self, n): self.n = n; Res.live.append(n)
    def __del__(self): Res.live.remove(self.n)
handlers = {}
def on(ev):
    def d(f): handlers.setdefault(ev, []).append(f); return f
    return d
def setup(i):
    r = Res(i)
    @on("e" + str(i % 2))
    def h(x): return r.n + x
    return h
for i in range(4): setup(i)
print(Res.live, [h(10) for h in handlers["e0"]], {k: len(v) for k, v in handlers.items()})
handlers["e1"].clear()
print(Res.live)
del handlers["e0"][0]
print(Res.live)
f = handlers.pop("e0")[0]
print(Res.live, f.__closure__[0].cell_contents.n if False else len(f.__closure__))
f = None
print(Res.live, gc.collect())
def gen():
    r = Res("gen")
    while True: yield r.n
gs = [gen() for _ in range(3)]
print([next(g) for g in gs[:1]], Res.live)
gs[0].close()
print(Res.live)
next(gs[1]); del gs
print(Res.live)
def rec():
    r = Res("rec")
    def inner(n): return r if n == 0 else inner(n - 1)
    return inner(3).n
print(rec(), Res.live, gc.collect(), Res.live)
class Self:
    def __init__(self): self.cb = self.go; self.r = Res("self")
    def go(self): pass
for _ in range(3): Self()
print(Res.live, gc.collect(), Res.live)
