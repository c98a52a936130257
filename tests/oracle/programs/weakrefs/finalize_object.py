# weakref.finalize: called once at death, by hand, or at exit.
import gc, weakref
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def note(*args, **kwargs):
    print("finalize", args[0] if isinstance(args[0], (int, str)) else len(args), sorted(kwargs))
    return "result"
a = T("a")
f = weakref.finalize(a, note, 1, 2, key=3)
print(f.alive, f.peek()[0] is a, f.peek()[2], f.atexit)
del a
print(f.alive, f.peek(), f())
b = T("b")
f = weakref.finalize(b, note, "by hand")
print(f(), f(), f.alive)
del b
c = T("c")
f = weakref.finalize(c, note, "detached")
obj, func, args, kwargs = f.detach()
print(obj is c, func is note, args, kwargs, f.detach(), f.alive)
del obj, c
print("-- order")
d = T("d")
f1 = weakref.finalize(d, note, "first")
r = weakref.ref(d, lambda r: print("callback"))
f2 = weakref.finalize(d, note, "second")
del d
print("-- cycle")
gc.disable()
gc.collect()
e = T("e")
e.me = e
weakref.finalize(e, note, "in a cycle")
del e
print("lost")
gc.collect()
print("-- keeps its arguments")
g = T("g")
h = T("h")
weakref.finalize(g, note, h)
del h
print("h lives")
x = T("x")
fx = weakref.finalize(x, note, "not at exit")
fx.atexit = False
y = T("y")
weakref.finalize(y, note, "at exit")
z = T("z")
weakref.finalize(z, print, "newest first")
del g
print("last line")
