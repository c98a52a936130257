# freeze, unfreeze and the generations.
import gc
class N:
    def __init__(self):
        self.me = self
gc.disable()
gc.collect()
base = gc.get_freeze_count()
a = N()
gc.freeze()
print(gc.get_freeze_count() > base, gc.get_count())
del a
print("frozen garbage", gc.collect())
gc.unfreeze()
print(gc.get_freeze_count())
print("thawed", gc.collect())
b = N()
gc.freeze()
c = N()
b.other = c
del c
print("held by a frozen one", gc.collect())
b.other = None
print("cut", gc.collect())
gc.unfreeze()
del b
print("old", gc.collect(0), gc.collect(1), gc.collect(2))
def where(o):
    for g in range(3):
        if len([x for x in gc.get_objects(generation=g) if x is o]):
            return g
d = N()
print(where(d))
gc.collect(0)
print(where(d))
gc.collect(0)
print(where(d))
gc.collect(1)
print(where(d))
gc.freeze()
print(where(d))
gc.unfreeze()
print(where(d))
d = None
print(gc.collect())
gc.enable()
