# Generators in cycles: the collector closes them, finally blocks run.
import gc
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
gc.disable()
gc.collect()
def gen(name, box):
    t = T(name)
    try:
        yield t
        yield box
    finally:
        print("finally", name)
box = []
g = gen("a", box)
next(g)
box.append(g)
del g, box
print("lost")
print("collected", gc.collect())
print("-- not started")
box = []
box.append(gen("b", box))
del box
print("collected", gc.collect())
print("-- finished ones hold nothing")
box = []
g = gen("c", box)
print(len(list(g)))
box.append(g)
del box
print("dropped")
g = None
print("collected", gc.collect())
class Owner:
    def __init__(self, name):
        self.name = name
        self.items = self.walk()
        next(self.items)
    def walk(self):
        try:
            for i in range(3):
                yield i
        finally:
            print("closed", self.name)
    def __del__(self):
        print("del owner", self.name)
o = Owner("o")
print(next(o.items))
del o
print("lost")
print("collected", gc.collect())
gc.enable()
