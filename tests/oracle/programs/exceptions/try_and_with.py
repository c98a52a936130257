# try, except, finally, raise from, with: who is caught, what dies when.
import sys, gc, weakref
class N:
    def __init__(self, n=0): self.n = n
    def __del__(self): print("del", self.n)
def f(x):
    loc = N("loc" + str(x))
    raise ValueError("bad", x)
def g():
    mine = N("g")
    f(1)
try:
    g()
except ValueError as e:
    print("caught", e, e.args)
    print("still in except")
print("after")
def h():
    try:
        return 1
    finally:
        print("finally")
print(h())
try:
    try:
        1/0
    except ZeroDivisionError as e:
        raise KeyError("k") from e
except KeyError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        [][1]
    except IndexError:
        {}["x"]
except (KeyError, TypeError) as e:
    print(repr(e.__context__))
class CM:
    def __enter__(self):
        print("enter"); return self
    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__, v); return True
with CM() as c:
    print("body")
    raise RuntimeError("x")
with CM(): pass
class MyErr(Exception):
    def __init__(self, a): super().__init__("msg " + a); self.a = a
try:
    raise MyErr("q")
except Exception as e:
    print(e, e.a, isinstance(e, MyErr), type(e).__name__)
def loop():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print("i", i)
        finally:
            print("fin", i)
    else:
        print("no")
loop()
def rec(n):
    return rec(n+1)
try:
    rec(0)
except RecursionError as e:
    print(e)
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise
except ValueError as e:
    print("re", e)
def keep():
    o = N("kept")
    try:
        raise ValueError("z")
    except ValueError as e:
        saved.append(e)
saved = []
keep()
print("saved")
saved.clear()
gc.collect()
print("end")
try:
    x = int("q")
except ValueError as e: print(e)
else: print("else")
try:
    pass
except: pass
else: print("else2")
finally: print("fin2")
N("z")
def u():
    try:
        raise ValueError(1)
    except ValueError as e:
        pass
    try: print(e)
    except UnboundLocalError as er: print(er)
u()
