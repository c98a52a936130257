# DEBUG_SAVEALL with automatic runs, nested in callbacks, and garbage rebound.
import gc
class N:
    def __init__(self, n): self.n = n; self.me = self
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
gc.set_threshold(10)
log = []
gc.callbacks.append(lambda p, i: log.append((p, len(gc.garbage), i["collected"])))
for i in range(12): N(i)
gc.set_threshold(2000)
gc.callbacks.clear()
print(log[:4])
print([g.n for g in gc.garbage if type(g) is N])
gc.garbage = []
N("x")
gc.collect()
print(len(gc.garbage))
gc.set_debug(0)
gc.garbage = None
print(gc.collect())
print(gc.collect())
