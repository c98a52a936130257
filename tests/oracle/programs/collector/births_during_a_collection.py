# Automatic collection inside finalizers and weakref callbacks of another collection.
import gc, weakref
class N:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self):
        l = [[] for _ in range(50)]
        log.append(self.n)
log = []
runs = []
def cb(p, i): runs.append((p, i["generation"], i["collected"]))
gc.collect()
gc.set_threshold(20, 10, 10)
gc.callbacks.append(cb)
a = N("a"); b = N("b")
r = weakref.ref(a, lambda w: [[] for _ in range(60)] and log.append("cb"))
del a, b
l = [[] for _ in range(10)]
x = [[] for _ in range(15)]
y = [[] for _ in range(40)]
gc.callbacks.clear()
gc.set_threshold(2000)
print(log, runs)
