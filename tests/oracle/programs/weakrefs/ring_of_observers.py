# Weak callbacks in structures: order, removal while iterating, references that hold each other.
import gc, weakref
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
alive = []
def watch(t):
    name = t.name
    def gone(ref):
        alive.remove(ref)
        print("gone", name, len(alive))
    alive.append(weakref.ref(t, gone))
things = [T("t" + str(i)) for i in range(4)]
for t in things:
    watch(t)
t = None
print(len(alive), [r().name for r in alive])
del things[1]
print([r().name for r in alive])
things.pop(0)
things.clear()
print(len(alive))
a, b = T("a"), T("b")
a.ref, b.ref = weakref.ref(b), weakref.ref(a)
print(a.ref() is b, weakref.getweakrefcount(a))
del a
print(b.ref())
del b
class Parent(T):
    def __init__(self, name):
        super().__init__(name)
        self.children = []
    def add(self, child):
        child.parent = weakref.ref(self, child.orphaned)
        self.children.append(child)
class Child(T):
    def orphaned(self, ref):
        print(self.name, "is an orphan", ref() is None)
p = Parent("p")
c1, c2 = Child("c1"), Child("c2")
p.add(c1)
p.add(c2)
del c2
del p
print(c1.parent())
del c1
print(gc.collect() >= 0)
r = weakref.ref(T("temporary"))
print(r())
s = weakref.ref(T, lambda r: print("never"))
print(s() is T)
