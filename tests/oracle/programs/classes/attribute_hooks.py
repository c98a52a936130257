# __getattr__, __setattr__, __delattr__, and what comes before them.
class Lazy:
    kind = "lazy"
    def __init__(self):
        self.known = 1
    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError("there is no " + name)
        return "made " + name
    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)
x = Lazy()
print(x.known, x.kind, x.other)
try:
    x.nothing
except AttributeError as e:
    print(e)
print(hasattr(x, "nothing"), hasattr(x, "thing"), getattr(x, "nope", "default"))
x.more = 2
print(x.more)
del x.more
print(x.more)
try:
    del x.more
except AttributeError as e:
    print(type(e).__name__, e)
class Half:
    @property
    def broken(self):
        raise AttributeError("inside")
    def __getattr__(self, name):
        return "asked for " + name
print(Half().broken)
class Slotted:
    __slots__ = ("a",)
    def __getattr__(self, name):
        return "no " + name
print(Slotted().a, Slotted().b)
class Stubborn:
    __slots__ = ()
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
try:
    Stubborn().x = 1
except AttributeError as e:
    print(e)
