# Finalizers that make new cycles, drop others, or collect themselves.
import gc
class Maker:
    def __init__(self, name, depth):
        self.name, self.depth, self.me = name, depth, self
    def __del__(self):
        print("del", self.name)
        if self.depth:
            Maker(self.name + "+", self.depth - 1)
class Collector:
    def __init__(self):
        self.me = self
    def __del__(self):
        print("nested collect", gc.collect())
class Dropper:
    def __init__(self):
        self.me = self
        self.victims = []
    def __del__(self):
        print("drop", len(self.victims))
        self.victims.clear()
class Victim:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("victim", self.n)
gc.disable()
gc.collect()
Maker("m", 2)
print("one", gc.collect())
print("two", gc.collect())
print("three", gc.collect())
print("four", gc.collect())
Collector()
Collector()
print("collected", gc.collect())
d = Dropper()
d.victims.append(Victim(1))
v = Victim(2)
v.back = d
d.victims.append(v)
del d, v
print("collected", gc.collect())
class Swap:
    def __init__(self, other):
        self.other = other
    def __del__(self):
        print("swap", self.other is not None)
        self.other = None
a = Swap(None)
b = Swap(a)
a.other = b
del a, b
print("collected", gc.collect())
gc.enable()
