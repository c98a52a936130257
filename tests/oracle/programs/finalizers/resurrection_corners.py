# Objects that come back: by a cycle, twice, with their attributes, from a list.
import gc, weakref
back = []
class R:
    def __init__(self, name, times=1):
        self.name, self.times = name, times
        self.data = [name]
    def __del__(self):
        print("del", self.name, self.data)
        if self.times:
            self.times -= 1
            back.append(self)
r = R("a")
w = weakref.ref(r, lambda ref: print("callback"))
del r
print(w() is back[0], gc.is_finalized(back[0]))
back.clear()
print(w(), "no second __del__")
gc.disable()
gc.collect()
x, y = R("x"), R("y", 0)
x.other, y.other = y, x
wx, wy = weakref.ref(x), weakref.ref(y)
del x, y
print(gc.collect(), wx(), wy(), len(back))
print(back[0].other.name, gc.is_finalized(back[0].other))
back.clear()
print(gc.collect())
holder = [R("in list", 1), R("plain", 0)]
del holder
print([o.name for o in back])
back.clear()
class Chain:
    def __init__(self, n):
        self.next = Chain(n - 1) if n else None
        self.n = n
    def __del__(self):
        print("chain", self.n)
        if self.n == 1:
            back.append(self)
c = Chain(3)
del c
print(back[0].n, back[0].next.n)
back.clear()
print("end", gc.collect())
gc.enable()
