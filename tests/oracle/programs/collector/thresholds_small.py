# Automatic collections under small thresholds: which generations run, and when.
import gc
class N:
    def __init__(self):
        self.me = self
runs = []
def note(phase, info):
    if phase == "start":
        runs.append(info["generation"])
gc.callbacks.append(note)
def make(n):
    for i in range(n):
        N()
def keep(n):
    return [N() for i in range(n)]
for thresholds in [(10,), (5, 2), (5, 1, 1), (3, 3, 3), (50, 10, 10), (0, 1, 1)]:
    gc.collect()
    runs.clear()
    gc.set_threshold(*thresholds)
    make(60)
    gc.set_threshold(2000, 10, 10)
    print(thresholds, gc.get_threshold(), runs)
    gc.collect()
    runs.clear()
    gc.set_threshold(*thresholds)
    kept = keep(60)
    gc.set_threshold(2000, 10, 10)
    print(len(kept), runs)
    kept = None
gc.callbacks.remove(note)
