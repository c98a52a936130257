# __getattr__, __setattr__, __delattr__, __getitem__ and so on: what they see of their arguments.
import sys
class Hooks:
    def __getattr__(self, name):
        print("getattr", name, sys.getrefcount(self))
        if name == "no":
            raise AttributeError(name)
        return self
    def __getitem__(self, key):
        return sys.getrefcount(self), sys.getrefcount(key)
    def __setitem__(self, key, value):
        print("setitem", sys.getrefcount(self), sys.getrefcount(key), sys.getrefcount(value))
    def __delitem__(self, key):
        print("delitem", sys.getrefcount(self), sys.getrefcount(key))
    def __contains__(self, item):
        print("contains", sys.getrefcount(self), sys.getrefcount(item))
        return True
    def __call__(self, *args):
        return sys.getrefcount(self), len(args)
class Writer:
    def __setattr__(self, name, value):
        print("setattr", name, sys.getrefcount(self), sys.getrefcount(value))
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("delattr", name, sys.getrefcount(self))
        object.__delattr__(self, name)
class Key:
    pass
h, k, v = Hooks(), Key(), [1]
print(h.x is h, h.y.z is h, hasattr(h, "no"))
print(getattr(h, "no", "default"))
print(h[k], h[Key()], h[k, k])
h[k] = v
h[Key()] = Key()
del h[k]
print(k in h, Key() in h)
print(h(), h(k, v), Hooks()(1))
w = Writer()
w.a = v
w.b = Key()
print(sys.getrefcount(v))
del w.a
setattr(w, "c", v)
delattr(w, "c")
print(sys.getrefcount(v), sys.getrefcount(w))
