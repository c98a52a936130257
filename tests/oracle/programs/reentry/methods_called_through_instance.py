# Methods called through an instance whose class loses them meanwhile.
class A:
    def f(self, x):
        return "f", x
def arg():
    A.f = lambda self, x: ("new", x)
    return 1
a = A()
for i in range(3):
    print(a.f(arg()))
    del A.f
    A.f = lambda self, x: ("again", x)
def arg2():
    global a
    a = None
    return 2
class B:
    def g(self, x): print("g", x)
    def __del__(self): print("b gone")
a = B()
a.g(arg2())
a = B()
m = a.g
a = None
m(3)
m = None
