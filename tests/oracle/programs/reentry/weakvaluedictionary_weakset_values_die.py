# WeakValueDictionary and WeakSet: values that die while it is walked through.
import weakref
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return "A%d" % self.n
objs = [A(i) for i in range(5)]
d = weakref.WeakValueDictionary((a.n, a) for a in objs)
for k in list(d): objs.pop() if len(objs) > 2 else None
print(sorted(d))
for k, v in d.items():
    objs.clear()
    v = None
print(len(d))
s = weakref.WeakSet()
objs = [A(i) for i in range(4)]
for a in objs: s.add(a)
a = None
for x in s:
    objs.clear()
x = None
print(len(s))
k = weakref.WeakKeyDictionary()
a = A(1)
k[a] = a
del a
print(len(k))
a = A(2)
f = weakref.finalize(a, print, "fin")
f2 = weakref.finalize(a, lambda: (f.detach(), print("f2")))
del a
