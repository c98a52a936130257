# Weakref callbacks that change what is dying.
import weakref, gc
class A:
    def __init__(self, n): self.n = n
l = [A(i) for i in range(4)]
refs = []
def cb(r):
    print("cb", len(l), refs.index(r))
    refs[0] = None
    l.append(5)
    l.pop(0) if l else None
refs[:] = [weakref.ref(a, cb) for a in l]
del l[1]
print(len(l))
l.clear()
print(l)
a = A(9)
def again(r):
    global w
    w = weakref.ref(b, again) if b else None
    print("again")
b = A(10)
w = weakref.ref(a, again)
del a
b = None
print(w and w())
