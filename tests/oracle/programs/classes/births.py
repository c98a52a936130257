# How many objects of the collector a class statement makes.
import gc
gc.disable()
class C: pass
gc.collect()
a=gc.get_count()
b=gc.get_count()
print(a,b)
gc.collect()
a=gc.get_count()
class C3: pass
b=gc.get_count()
print(a,b)
gc.collect()
a=gc.get_count()
class C3: __slots__=()
b=gc.get_count()
print(a,b)
gc.collect()
a=gc.get_count()
class C3(C): pass
b=gc.get_count()
print(a,b)
