# Finalizers at exit that make new names and objects.
class B:
    def __del__(self): print("del b")
class A:
    def __del__(self):
        globals()["late"] = B()
        globals()["later"] = [B()]
        print("del a", sorted(k for k in globals() if not k.startswith("_")))
a = A()
b = 5
