# A collection that becomes due, or waits, while print() writes.
import gc
log = []
def cb(p, i):
    if p == "start": log.append(gc.get_count())
gc.callbacks.append(cb)
k = []
def go(n):
    k.clear()
    gc.collect(); log.clear()
    gc.set_threshold(50)
    while gc.get_count()[0] < n: k.append([])
    return gc.get_count()
r = []
for n in range(12):
    a = go(50)
    print("a")
    y = gc.get_count()[0]
    r.append((a, len(log), log[:3], gc.get_count(), y))
    gc.set_threshold(2000)
for x in r: print(x)
