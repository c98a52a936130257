# Locals of frames that an exception leaves.
import sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def inner():
    t = T("inner")
    raise ValueError("inner")
def outer():
    t = T("outer")
    inner()
try:
    outer()
except ValueError as e:
    print("caught", e)
print("-- kept")
kept = None
try:
    outer()
except ValueError as e:
    kept = e
print("after")
tb = kept.__traceback__
depth = 0
while tb is not None:
    depth += 1
    tb = tb.tb_next
print("depth", depth)
kept.__traceback__ = kept.__traceback__.tb_next.tb_next
print("shortened")
kept = None
print("-- context")
try:
    try:
        inner()
    except ValueError:
        t = T("handler")
        raise KeyError("second")
except KeyError as e:
    print(type(e.__context__).__name__, e.__suppress_context__)
    kept = e
kept.__context__ = None
print("context gone")
kept = None
print("-- from")
try:
    try:
        inner()
    except ValueError as v:
        raise KeyError("third") from None
except KeyError as e:
    print(e.__cause__, e.__suppress_context__, e.__context__ is not None)
print("-- end")
del t
