# A WeakKeyDictionary loses entries when the keys die; WeakSet its members.
import gc, sys, weakref
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
d = weakref.WeakKeyDictionary()
a, b = T("a"), T("b")
d[a] = "data a"
d[b] = T("value of b")
print(len(d), d[a], a in d, sys.getrefcount(a), [k.name for k in d])
k = None
del b
print(len(d), d.get(T("other"), "none"))
x = T("x")
d[x] = x
del x
print(len(d), "the value holds its key")
d.clear()
print(len(d))
s = weakref.WeakSet()
s.add(a)
s.add(T("temporary"))
t = T("t")
s.add(t)
s.add(t)
print(len(s), a in s, sorted(o.name for o in s))
o = None
del t
print(len(s), [o.name for o in s])
o = None
s.discard(a)
print(len(s), a in s)
s.update([a, T("gone")])
print(len(s))
u = weakref.WeakSet([a])
print(len(s | u), len(s & u), len(s - u), s == u)
del a
print(len(s), len(u))
try:
    d[s] = 1
except TypeError as e:
    print(e)
del s
print(len(d), len(u))
