# vars() and dir() take their arguments in a tuple, whose memory is kept for the next one.
import gc
class A: pass
a = A()
a.x = 1
a.__dict__
gc.collect()
print(gc.get_count()[0])
vars(a)
print(gc.get_count()[0])
vars(a)
print(gc.get_count()[0], len(vars()) > 3)
