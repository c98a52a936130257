# What a file that is not found costs the collector.
import gc
def d(): print(gc.get_count()[0], end=" ")
gc.collect()
d()
try: open("nope")
except OSError as e: print(e)
d()
a = [tuple([i] * 4) for i in range(3)]
d()
try: open("nope2")
except OSError as e: print(e)
d()
gc.collect()
t = tuple([1] * 4)
d()
del t
try: open("nope2")
except OSError as e: print(type(e))
d()
