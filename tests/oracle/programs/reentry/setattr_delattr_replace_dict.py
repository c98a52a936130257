# __setattr__ and __delattr__ that replace the dict and die.
class A:
    def __setattr__(self, name, v):
        global a
        a = None
        object.__setattr__(self, name, v)
        print("set", name, sorted(self.__dict__))
    def __delattr__(self, name):
        global a
        a = None
        object.__delattr__(self, name)
        print("del", name, self.__dict__)
    def __del__(self): print("gone")
a = A()
a.x = 1
a = A()
setattr(a, "y", [a])
b = A()
b.q = 1
a = b
del b
del a.q
print(a)
class V:
    def __del__(self):
        print("v", sorted(h.__dict__))
        h.__dict__.clear()
class H: pass
h = H()
h.a, h.b, h.c = V(), V(), V()
h.b = 1
print(h.__dict__)
h.a = V()
del h.a
print(h.__dict__)
