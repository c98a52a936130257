# Gc.garbage, DEBUG_SAVEALL and finalizers that empty it.
import gc
class A:
    def __init__(self, n): self.n, self.me = n, self
    def __del__(self):
        print("del", self.n)
        gc.garbage.clear()
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
A(1), A(2)
print(gc.collect(), len(gc.garbage))
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect())
class R:
    def __init__(self, n): self.n, self.me = n, self
    def __del__(self): back.append(self); print("back", self.n)
back = []
R(1), R(2)
print(gc.collect(), len(back))
back.clear()
print(gc.collect(), len(back))
