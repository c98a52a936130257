# What gc.callbacks are told, with exceptions and changes of the list.
import gc
class N:
    def __init__(self):
        self.me = self
log = []
def note(phase, info):
    log.append((phase, info["generation"], info["collected"], info["uncollectable"], sorted(info)))
def once(phase, info):
    log.append("once " + phase)
    if phase == "stop":
        gc.callbacks.remove(once)
def bad(phase, info):
    raise ValueError("in a callback")
gc.disable()
gc.collect()
gc.callbacks.append(note)
N()
gc.collect(0)
gc.collect()
print(log)
log.clear()
gc.callbacks.append(once)
N()
N()
print(gc.collect(), len(gc.callbacks))
print(log)
log.clear()
gc.callbacks.insert(0, bad)
print(gc.collect(1), len(log))
gc.callbacks.remove(bad)
def keeps(phase, info):
    kept.append(info)
kept = []
gc.callbacks[:] = [keeps]
N()
gc.collect()
print([type(k).__name__ for k in kept], kept[0] is kept[1], kept[1]["collected"])
gc.callbacks.clear()
gc.collect()
print(len(kept))
gc.enable()
