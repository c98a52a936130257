# Exceptions in cycles, and what breaks them.
import gc, sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
gc.disable()
gc.collect()
def cycle():
    t = T("cycle")
    try:
        raise ValueError("x")
    except ValueError as e:
        err = e
cycle()
print("lost")
print(gc.collect())
def cured():
    t = T("cured")
    try:
        raise ValueError("x")
    except ValueError as e:
        err = e
    finally:
        err = None
cured()
print("nothing", gc.collect())
def store(box):
    t = T("stored")
    try:
        raise KeyError("y")
    except KeyError as e:
        box.append(e)
box = []
store(box)
print("stored", sys.getrefcount(box[0]))
box[0].__traceback__ = None
print("cut", gc.collect())
box.clear()
class Carrier(Exception):
    pass
def carry():
    e = Carrier()
    e.me = e
    e.t = T("carried")
    try:
        raise e
    except Carrier:
        pass
carry()
print("lost")
print(gc.collect() > 0)
def chain():
    try:
        try:
            raise ValueError(T("first"))
        except ValueError:
            raise KeyError(T("second"))
    except KeyError as k:
        return k
k = chain()
print(type(k.__context__).__name__)
k.__context__ = None
print("context gone")
del k
print("key error gone?", gc.collect())
def exc_info_cycle():
    t = T("info")
    try:
        raise ValueError
    except ValueError:
        info = sys.exc_info()
    return len(info)
print(exc_info_cycle())
print(gc.collect() > 0)
gc.enable()
