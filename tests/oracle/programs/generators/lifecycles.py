# Errors in the middle of consumers, pipelines, cycles through self, frames.
import gc, sys, weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def gen(*a):
    for x in a:
        yield x
def boom():
    yield N(1)
    yield N(2)
    raise KeyError("boom")
for c in (list, tuple, sorted, sum, max, any, lambda g: ",".join(g), lambda g: dict(g), lambda g: [*g], lambda g: print(*g), lambda g: list(map(id, g)), lambda g: list(zip(g, g)), lambda g: list(enumerate(g)), lambda g: 5 in g):
    try: c(boom())
    except (KeyError, TypeError) as e: print(type(e).__name__)
def stop(): raise StopIteration
def stop1(x): raise StopIteration("s")
print(list(map(stop1, [1, 2])), list(filter(stop1, [1])), next(map(stop1, [1]), "dflt"))
for x in map(stop1, [1, 2]): print(x)
print(list(zip([1, 2], map(stop1, [1]))))
print(list(iter(stop, 1)))
try:
    for x in (stop() for i in [1]): pass
except RuntimeError as e: print(e)
# pipelines
def numbers(n):
    for i in range(n): yield i
def evens(s):
    for x in s:
        if x % 2 == 0: yield x
def squares(s):
    return (x * x for x in s)
print(list(squares(evens(numbers(10)))), sum(squares(evens(numbers(100)))))
# generator methods in classes
class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
t = Tree(2, Tree(1), Tree(4, Tree(3)))
print(list(t), [*t], 3 in t, max(t))
a, b, c, d = t
print(a, b, c, d)
# death of items in for
for n in (N(i) for i in range(3)):
    print("loop", n.n)
del n
print("--")
def holder():
    n = N("kept")
    while True:
        got = yield n
        if got: n = got
h = holder()
next(h); h.send(N("new")); print("sent")
r = weakref.ref(h)
print(r() is h, weakref.getweakrefcount(h))
del h
print(r())
# closing order within nested
def outer():
    o = N("outer")
    try: yield from inner()
    finally: print("outer fin")
def inner():
    i = N("inner")
    try: yield 1
    finally: print("inner fin")
g = outer(); next(g); del g
print("--")
g = outer(); next(g)
try: g.throw(ValueError("v"))
except ValueError as e: print("out", e)
print("--")
# generator in an object attribute, cycle through self
class Worker:
    def __init__(self): self.it = self.run()
    def run(self):
        try:
            while True: yield self
        finally: print("worker closed")
    def __del__(self): print("worker del")
w = Worker(); next(w.it); del w
print(gc.collect())
w = Worker(); del w
print(gc.collect())
def selfref():
    x = [g2]
    yield x
g2 = selfref(); next(g2)
del g2
print(gc.collect())
# frames
def fr():
    loc = 1
    yield
    loc = 2
    yield
g = fr(); f = g.gi_frame; next(g); print(f.f_locals, f is g.gi_frame); next(g); print(f.f_locals)
def tb():
    try:
        yield 1
    except ValueError as e:
        yield e.__traceback__
g = tb(); next(g); t = g.throw(ValueError); print(t.tb_frame is g.gi_frame, t.tb_next)
del t, g
print(gc.collect())
print(gc.is_tracked(x for x in ()), gc.get_referents(gen(1))[0] if 0 else "")
