import weakref
class A: pass
class O: pass
def cb1(r): print("cb1")
def cb2(r): print("cb2")
o = O()
o.a = A()
w1 = weakref.ref(o.a, cb1)
w2 = weakref.ref(o.a, cb2)
o.a = None
x = [A(), 1]
w1 = weakref.ref(x[0], cb1)
w2 = weakref.ref(x[0], cb2)
x[0] = w1
print(len(x), w1(), w2())
