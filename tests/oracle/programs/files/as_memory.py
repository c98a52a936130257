# A file is several objects to the collector; the last reference's end closes it.
import gc, sys, weakref
f = open("x", "w")
print(sys.getrefcount(f), sys.getsizeof(f), gc.is_tracked(f), type(f).__name__, f == f, bool(f))
name = "na" + str(5)
before = sys.getrefcount(name)
f = open(name, "w")
print(sys.getrefcount(name) - before, f.name is name)
f.close()
print(sys.getrefcount(name) - before)
f.write
f = None
print(sys.getrefcount(name) - before)
f = open("x", "w")
f.write("flushed by the last reference")
f = None
print(open("x").read())
f = open("x", "w")
f.write("flushed by del")
del f
print(open("x").read())
def scope():
    g = open("x", "w")
    g.write("flushed by return")
scope()
print(open("x").read())
open("x", "w").write("flushed at once")
print(open("x").read())
f = open("x")
r = weakref.ref(f, lambda r: print("callback", r() is None))
print(r() is f)
f = None
print(r())
gc.collect()
for mode in "w", "r", "a":
    f = open("y", mode)
    f.me = f
    f = None
    print(mode, "cycle", gc.collect())
    f = open("y", mode)
    f.me = f
    f.close()
    f = None
    print(mode, "closed cycle", gc.collect())
    f = open("y", mode)
    holder = [f]
    holder.append(holder)
    f = holder = None
    print(mode, "in a cycle", gc.collect())
class Owner:
    def __init__(self):
        self.f = open("z", "w")
    def __del__(self):
        print("del", self.f.closed, self.f.write("bye"))
o = Owner()
del o
print(open("z").read())
o = Owner()
o.me = o
del o
print(gc.collect(), repr(open("z").read()))
gc.disable()
f = open("x", "w")
f = open("x")
f = None
def born():
    return gc.get_count()[0]
born(), born()
for mode in "w", "r":
    a = born()
    f = open("x", mode)
    b = born()
    f = None
    print(mode, b - a, born() - b)
print([type(o).__name__ for o in gc.get_objects(0) if type(o).__name__.startswith("File")])
print(len({open: 1}), hash(open("x")) is not None, isinstance(open("x"), object))
