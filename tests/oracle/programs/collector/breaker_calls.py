"""Where a collection that waits begins: after calls, at functions' starts, at jumps back; not after some
specialised calls."""
import gc
gc.collect()
log = []
def cb(phase, info):
    if phase == "start":
        log.append(gc.get_count())
gc.callbacks.append(cb)
class N: pass
def test(thr, f):
    gc.disable(); gc.collect(); gc.set_threshold(thr, 1000, 1000)
    log.clear()
    gc.enable()
    f()
    gc.disable()
    print(f.__name__, thr, log)
def append_loop():
    l = []
    for i in range(20):
        l.append([])
def append_straight():
    l = []
    l.append([]); l.append([]); l.append([]); l.append([]); l.append([]); l.append([]); l.append([]); l.append([])
    l.append([]); l.append([]); l.append([]); l.append([]); l.append([]); l.append([]); l.append([]); l.append([])
def while_loop():
    i = 0; l = [None] * 30
    while i < 30:
        l[i] = []
        i += 1
def calls():
    l = [None] * 30
    for i in range(30):
        l[i] = N()
def calls_len():
    l = [None] * 30
    for i in range(30):
        l[i] = [[], len("a"), []]
def calls_isinstance():
    l = [None] * 30
    for i in range(30):
        l[i] = [[], isinstance(3, int), []]
def calls_type():
    l = [None] * 30
    for i in range(30):
        l[i] = [[], type(3), []]
def calls_str():
    l = [None] * 30
    for i in range(30):
        l[i] = [[], str(3), []]
def calls_tuple():
    l = [None] * 30
    for i in range(30):
        l[i] = [[], tuple(()), []]
def py(): return []
def calls_py():
    l = [None] * 30
    for i in range(30):
        l[i] = [py(), [], py()]
class M:
    def m(self): return []
    def __init__(self): self.x = []
def calls_method():
    o = M()
    l = [None] * 30
    for i in range(30):
        l[i] = [o.m(), [], o.m()]
def calls_init():
    l = [None] * 30
    for i in range(30):
        l[i] = [M(), [], M()]
def calls_fast():
    l = [None] * 30
    for i in range(30):
        l[i] = [[], "abc".find("b"), [], max(1, 2), [], [1].copy(), []]
def kwf(a, b=1): return [a]
def calls_pykw():
    l = [None] * 30
    for i in range(30):
        l[i] = [kwf(a=1), kwf(1, b=2), [], kwf(1)]
def calls_star():
    l = [None] * 30
    t = (1,)
    for i in range(30):
        l[i] = [kwf(*t), kwf(*t, **{"b": 2}), [], len(*t) if 0 else []]
def comp():
    l = [[] for i in range(30)]
def comp_dict():
    l = {i: [] for i in range(30)}
for t in (3, 5, 7):
    for f in (append_loop, append_straight, while_loop, calls, calls_len, calls_isinstance, calls_type, calls_str, calls_tuple, calls_py, calls_method, calls_init, calls_fast, calls_pykw, calls_star, comp, comp_dict):
        test(t, f)
