# dir() of a module tells what a script has put there as well.
import gc
gc.totally = 1
gc._quietly = 2
names = dir(gc)
print(names)
import sys
print(sys.getsizeof(names), len(names))
del gc.totally
print("totally" in dir(gc), "_quietly" in dir(gc))
gc.collect()
before = gc.get_count()
dir(gc)
print(before, gc.get_count())
