# with: when the manager and the target die, what __exit__ sees.
import sys
class M:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow
    def __enter__(self):
        print("enter", self.name, sys.getrefcount(self))
        return self
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, sys.getrefcount(self))
        return self.swallow
    def __del__(self):
        print("del", self.name)
with M("a"):
    print("body a")
print("-- as")
with M("b") as b:
    print("body", b.name)
print("after b")
del b
print("-- two")
with M("c") as c, M("d") as d:
    print("body", c.name, d.name)
c = d = None
print("-- swallowed")
with M("e", True):
    raise ValueError("lost")
print("-- not swallowed")
try:
    with M("f") as f, M("g"):
        raise KeyError("k")
except KeyError as e:
    print("caught", e)
del f
print("-- return")
def early():
    with M("h"):
        return "value"
print(early())
def loop():
    for i in range(2):
        with M("i" + str(i)):
            if i == 0:
                continue
            break
    print("loop done")
loop()
print("-- error in enter")
class Bad(M):
    def __enter__(self):
        raise RuntimeError("no entry")
try:
    with M("outer"), Bad("bad"):
        print("never")
except RuntimeError as e:
    print("caught", e)
print("-- rebind target")
with M("j") as x:
    x = None
    print("rebound")
print("-- end")
