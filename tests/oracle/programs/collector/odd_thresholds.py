# Thresholds of zero, negative, huge; disabled; get_threshold.
import gc
runs = []
def cb(phase, info):
    if phase == "start": runs.append(info["generation"])
gc.callbacks.append(cb)
def go(*th):
    gc.collect()
    runs.clear()
    gc.set_threshold(*th)
    l = [[] for _ in range(200)]
    l = [[i] for i in range(100)]
    gc.set_threshold(2000, 10, 10)
    print(th, runs[:10], len(runs))
go(0)
go(0, 0, 0)
go(50, 0, 0)
go(50, 1, 0)
go(50, 0, 1)
go(1000000)
go(1)
go(20, 100, 100)
gc.disable()
go(10)
gc.enable()
print(gc.isenabled(), gc.get_threshold())
gc.set_threshold(-1)
print(gc.get_threshold())
gc.set_threshold(7, -3)
print(gc.get_threshold())
gc.set_threshold(2000, 10, 10)
