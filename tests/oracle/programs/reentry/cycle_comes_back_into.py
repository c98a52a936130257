# A cycle comes back into the namespace at exit.
class B:
    def __del__(self):
        globals()["x"] = [self]
        print("b")
b = B()
b.b = b
class C:
    def __del__(self): print("c")
c = C()
c.c = c
