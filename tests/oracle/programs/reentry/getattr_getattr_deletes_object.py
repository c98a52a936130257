# Getattr: __getattr__ that deletes the object's last name.
class A:
    def __getattr__(self, name):
        global a
        a = None
        if name == "bad": raise AttributeError(name)
        return name
    def __del__(self): print("del")
a = A()
print(a.x)
a = A()
print(getattr(a, "bad", "default"))
a = A()
print(hasattr(a, "bad"), a)
a = A()
try: a.bad
except AttributeError as e: print(e)
a = A()
try: a.y = a.z
except AttributeError as e: print(e)
