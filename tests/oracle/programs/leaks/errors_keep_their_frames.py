# Errors keep their frames.
import gc, sys
class T:
    n = 0
    def __init__(self): T.n += 1
    def __del__(self): T.n -= 1
errs = []
def job(i):
    t = T()
    try:
        if i % 2: raise ValueError(i)
        return t
    except ValueError as e:
        errs.append(e)
        raise
for i in range(4):
    try: job(i)
    except ValueError: pass
print(T.n, len(errs))
for e in errs: e.with_traceback(None)
print(T.n)
del e
errs.clear()
def last():
    t = T()
    try: raise KeyError
    except KeyError as e: ex = e
    return ex
x = last()
print(T.n, x.__traceback__.tb_frame.f_locals["t"].__class__.__name__)
x = None
print(T.n, gc.collect(), T.n)
def nested():
    t = T()
    try:
        try: 1 / 0
        except ZeroDivisionError: raise ValueError
    except ValueError as e: return e
y = nested()
print(T.n, type(y.__context__).__name__)
y.__context__ = None
print(T.n)
y.__traceback__ = None
print(T.n)
z = [sys.exc_info() for _ in range(2)]
try: raise T
except TypeError as e: print(e)
def keep():
    t = T()
    try: raise ValueError(t)
    except ValueError: info = sys.exc_info()
    return info[0]
print(keep(), T.n, gc.collect(), T.n)
