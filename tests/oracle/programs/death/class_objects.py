# A class dies as a cycle; its attributes with it. Instances hold their class.
import gc, sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
gc.disable()
gc.collect()
class A:
    attribute = T("attribute of A")
    def method(self):
        return A
print(sys.getrefcount(A) > 5)
a = A()
del A
print("name gone", gc.collect())
print(type(a).__name__, a.attribute.name)
del a
print("instance gone")
print(gc.collect() > 0)
class Base:
    thing = T("thing of Base")
class Sub(Base):
    thing = T("thing of Sub")
del Base
print(gc.collect())
del Sub
print(gc.collect() > 5)
class B:
    pass
B.late = T("late")
B.late = T("later")
del B.late
print("deleted")
def make():
    class Local:
        token = T("token")
    return Local()
x = make()
gc.collect()
print("alive", x.token.name)
x = None
print("collect", gc.collect() > 0)
gc.enable()
