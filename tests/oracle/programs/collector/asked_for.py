# What makes a collection due, when it is heeded, and when it is forgotten.
import gc
log = []
def cb(p, i):
    if p == "start": log.append((i["generation"], gc.get_count()))
gc.collect()
gc.set_threshold(10, 1, 1)
gc.callbacks.append(cb)
gc.disable()
k = [[] for _ in range(30)]
gc.enable()
len(k); print(len(log))
k.append([]); print(len(log))
x = [[], [], [], [], [], [], [], [], [], [], [], []]; gc.collect(0)
print(log); log.clear()
x = [[], [], [], [], [], [], [], [], [], [], [], []]; gc.set_threshold(0)
print(log)
log.clear()
gc.set_threshold(-1)
x = [[], []]
f = [[]]
print(log)
gc.callbacks.clear()
x = [[], [], [], [], [], [], [], [], [], [], [], []]; gc.collect(0)
print(gc.get_count())
gc.set_threshold(3, 1, 1)
x = [[], [], [], [], [], [], [], [], [], [], [], []]; gc.collect(0)
print(gc.get_count())
x = [[], [], [], [], [], [], [], [], [], [], [], []]; gc.collect(0)
print(gc.get_count())
x = [[], [], [], [], [], [], [], [], [], [], [], []]; gc.collect(0)
print(gc.get_count())
