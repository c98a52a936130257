"""Where the module itself uses the name super, super() in methods is an ordinary call, and what it gives is
asked like any object."""
import gc
import sys


class Top:
    def __init__(self, *args):
        self.trail = ["top", args]

    def go(self, *more):
        return ["Top", *more]

    def __repr__(self):
        return "<Top>"


class Left(Top):
    def __init__(self, *args):
        super().__init__(*args)
        self.trail.append("left")

    def go(self):
        return ["Left"] + super().go(1)

    def __repr__(self):
        return "<Left of " + super().__repr__() + ">"


class Both(Left):
    def __init__(self, name):
        super().__init__(name)
        self.name = name

    def go(self):
        return ["Both"] + super(Both, self).go()


b = Both("b")
print(b.trail, b.name, b.go(), b)
print(super(Left, b).go(2), super(Both, b).go())
f = super(Both, b).__init__
print(f.__name__, f.__self__ is b)
f("again")
print(b.trail)
gc.collect()
before = gc.get_count()[0]
for i in range(5):
    b.go()
print(gc.get_count()[0] - before, sys.getrefcount(b))
try:
    super(Both, b).missing()
except AttributeError as e:
    print(e)
try:
    super(Both, b).go(1, 2)
except TypeError as e:
    print(e)
