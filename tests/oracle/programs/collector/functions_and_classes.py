# A class is a cycle of its own; a function of a module is not.
import gc
gc.collect()
class K:
    pass
del K
print(gc.collect())
def f():
    pass
del f
print(gc.collect())
class M:
    def method(self):
        pass
m = M()
M = None
print(gc.collect())
m = None
print(gc.collect())
