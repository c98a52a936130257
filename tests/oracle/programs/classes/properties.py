# Properties: getters, setters, deleters, inheritance, and what they hold.
import sys
class Celsius:
    def __init__(self, t):
        self.t = t
    @property
    def fahrenheit(self):
        "degrees F"
        return self.t * 9 / 5 + 32
    @fahrenheit.setter
    def fahrenheit(self, f):
        print("set", f)
        self.t = (f - 32) * 5 / 9
    @fahrenheit.deleter
    def fahrenheit(self):
        print("delete")
        self.t = None
    @property
    def fixed(self):
        return sys.getrefcount(self)
c = Celsius(100)
print(c.fahrenheit, c.fixed)
c.fahrenheit = 32
print(c.t)
del c.fahrenheit
print(c.t)
for action in ["c.fixed = 1", "del c.fixed"]:
    try:
        if action[0] == "c":
            c.fixed = 1
        else:
            del c.fixed
    except AttributeError as e:
        print(e)
print(type(Celsius.fahrenheit).__name__, Celsius.fahrenheit.__doc__)
class Kelvin(Celsius):
    @property
    def fahrenheit(self):
        return "kelvin " + str(super().fahrenheit)
k = Kelvin(0)
print(k.fahrenheit)
k.__dict__["fixed"] = "hidden"
print(k.fixed, k.__dict__["fixed"])
class Plain:
    x = property(lambda self: self._x, lambda self, v: setattr(self, "_x", v))
    def __getattr__(self, name):
        return "missing " + name
p = Plain()
print(p.x)
p.x = [1]
print(p.x, sys.getrefcount(p.x), p.y)
class Raises:
    @property
    def bad(self):
        raise AttributeError("inside")
try:
    Raises().bad
except AttributeError as e:
    print(e)
print(hasattr(Raises(), "bad"), getattr(Raises(), "bad", "default"))
