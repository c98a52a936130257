# What a suspended generator holds.
import gc, sys
class T:
    pass
def gen(x):
    y = x
    yield sys.getrefcount(x)
    del y
    yield sys.getrefcount(x)
    for z in [x, x]:
        yield sys.getrefcount(x)
    x = None
    yield sys.getrefcount(z)
t = T()
g = gen(t)
print(sys.getrefcount(t), sys.getrefcount(g))
for n in range(5):
    print(next(g), sys.getrefcount(t))
print(list(g), sys.getrefcount(t))
g = gen(t)
next(g)
print(len(gc.get_referrers(t)), gc.is_tracked(g))
print(sorted(type(o).__name__ for o in gc.get_referents(g)))
del g
print(sys.getrefcount(t))
e = (t for i in range(3))
print(sys.getrefcount(t))
a, b, c = e
print(sys.getrefcount(t))
a = b = c = None
def inner():
    yield t
    yield t
def outer():
    got = yield from inner()
    return got
o = outer()
x = next(o)
print(sys.getrefcount(t))
o.close()
print(sys.getrefcount(t))
