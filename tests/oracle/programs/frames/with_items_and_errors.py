# With items and errors.
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class CM:
    def __init__(self, n, swallow=False):
        self.n = n; self.s = swallow
    def __enter__(self):
        print("enter", self.n)
        return T("res " + self.n)
    def __exit__(self, et, ev, tb):
        print("exit", self.n, et and et.__name__, ev, tb is not None)
        return self.s
with CM("a") as x, CM("b", True) as y:
    print(x.n, y.n)
    raise ValueError("v")
print("after")
try:
    with CM("c") as (p, q):
        pass
except TypeError as e:
    print(e)
def f():
    with CM("d"):
        return T("ret")
f()
for i in range(2):
    with CM("e" + str(i)):
        continue
try:
    with CM("f"):
        raise StopIteration(5)
except StopIteration as e:
    print("S", e.value)
try:
    with 5: pass
except TypeError as e:
    print(e)
class NoExit:
    def __enter__(self): return 1
try:
    with NoExit(): pass
except TypeError as e:
    print(e)
class Bad:
    def __enter__(self): raise KeyError("enter")
    def __exit__(self, *a): print("not run")
try:
    with CM("g"), Bad(): pass
except KeyError as e:
    print(e)
class ExitRaises:
    def __enter__(self): return self
    def __exit__(self, *a): raise IndexError("exit")
try:
    with ExitRaises():
        raise ValueError("body")
except IndexError as e:
    print(e, repr(e.__context__), e.__cause__)
