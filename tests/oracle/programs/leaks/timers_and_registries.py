# A registry of callbacks keeps what the callbacks close over.
import gc, weakref
class Owner:
    def __init__(self, name):
        self.name = name
    def on_tick(self):
        print("tick", self.name)
    def __del__(self):
        print("del", self.name)
gc.disable()
gc.collect()
registry = []
def every(f):
    registry.append(f)
    def cancel():
        registry.remove(f)
    return cancel
def tick():
    for f in list(registry):
        f()
a = Owner("a")
cancel_a = every(a.on_tick)
b = Owner("b")
every(lambda: b.on_tick() if b else None)
c = Owner("c")
r = weakref.ref(c)
def weakly():
    o = r()
    if o is not None:
        o.on_tick()
every(weakly)
tick()
del a, c
b = None
print("names gone")
tick()
cancel_a()
print("cancelled", len(registry))
del cancel_a
print("cancel dropped")
d = Owner("d")
every(lambda d=d: d.on_tick())
del d
tick()
registry.clear()
print("cleared", gc.collect())
e = Owner("e")
e.handler = e.on_tick
del e
print("method on itself")
print("collected", gc.collect() > 0)
gc.enable()
