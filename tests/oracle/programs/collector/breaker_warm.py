"""The same call looks for a collection before it is specialised, and not afterwards."""
import gc
log = []
where = ""
def cb(phase, info):
    if phase == "start":
        log.append(where)
gc.callbacks.append(cb)
def go(n):
    global where
    l = []
    for i in range(n):
        where = str(i) + "a"
        l.append([[], []])
        where = str(i) + "b"
        len(l)
        where = str(i) + "c"
        x = [[], []]
        where = str(i) + "d"
        isinstance(x, list)
        where = str(i) + "e"
        y = [[], x]
        where = str(i) + "f"
        type(y)
        where = str(i) + "g"
for n in range(3):
    gc.disable(); gc.collect(); gc.set_threshold(1, 100, 100); log.clear()
    gc.enable()
    go(12)
    gc.disable()
    print(log)
