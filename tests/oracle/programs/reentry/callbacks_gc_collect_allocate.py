# Callbacks of gc that collect, allocate and replace themselves.
import gc
class A:
    def __init__(self): self.me = self
    def __del__(self): print("del")
def cb(phase, info):
    if phase == "start":
        gc.callbacks.remove(cb)
        gc.callbacks.append(cb2)
        print("start", gc.collect())
        A()
def cb2(phase, info):
    print("cb2", phase, sorted(info.items()))
    gc.callbacks.clear()
gc.collect()
A()
gc.callbacks.append(cb)
print(gc.collect())
print(gc.collect())
print(gc.callbacks)
