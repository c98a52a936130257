# What print() leaves in the collector's counts.
import gc
gc.collect()
print(gc.get_count())
print(gc.get_count())
print("a")
print(gc.get_count())
x = [[] for i in range(10)]
print(gc.get_count())
print("b", "c")
print(gc.get_count())
gc.collect()
print("a")
print(gc.get_count())
