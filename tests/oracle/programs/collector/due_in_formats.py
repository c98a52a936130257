# What print(), format() and f-strings make for themselves counts while it lives, and may make a collection due.
import gc
told = []
def callback(phase, info):
    if phase == "start":
        told.append(info["generation"])
class A:
    def __repr__(self):
        self.x = [[] for _ in range(3)]
        return "A"
class Out:
    def __init__(self): self.got = []
    def write(self, text): self.got.append((text, len(told)))
class B(str): pass
gc.callbacks.append(callback)
b = B("hey")
for n in range(1, 14):
    gc.collect()
    told.clear()
    gc.set_threshold(n)
    print("{} {:>3} {!r} {}".format(A(), 1.5, 2, b), len(told))
    print(f"{1.5} {n:>3} {A()} {b} {None}", len(told))
    o = Out()
    print(A(), 1, [A()], b, file=o)
    print(o.got, gc.get_count())
    print([b, (A(),)], format(2.5), format(2.5, ".1f"), len(told))
