# What stands before an object in its block: two objects in one block, one after the other, differ by it.
class Slots:
    __slots__ = ("a", "b", "c", "d", "e", "f")

class Weak:
    __slots__ = ("a", "b", "c", "d", "__weakref__")

def distance(make, other):
    x = make()
    i = id(x)
    del x
    y = other()
    return id(y) - i

def text():
    return str(n) * 38

n = 5
for make in (Slots, Weak, text):
    for other in (Slots, Weak, text):
        print(make.__name__, other.__name__, distance(make, other))
