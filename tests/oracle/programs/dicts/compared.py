# Dicts are compared by the hashes they have; key and value are held meanwhile.
import sys
class L:
    def __init__(self, name):
        self.name = name
    def __hash__(self):
        print("hash", self.name)
        return 1
    def __eq__(self, other):
        print("eq", self.name, sys.getrefcount(self), sys.getrefcount(other))
        return True
a, b = L("a"), L("b")
d, e = {a: 1, 2: b}, {b: 1, 2: a}
print("compare")
print(d == e, d != e, d == {}, {} == {})
print({}.pop([], "empty dicts ask for no hash"))
for f in (lambda: {1: 2}.pop([]), lambda: int[1], lambda: None.x, lambda: 3 in 4):
    try:
        f()
    except (TypeError, AttributeError) as x:
        print(type(x).__name__, x)
def delete(o, key):
    try:
        del o[key]
    except TypeError as x:
        print(x)
for o in (1, "ab", (1,), range(3), None, b"x", {1}, {}.keys(), 1.5, len, a):
    if type(o) is not L:
        delete(o, 0)
        delete(o, "0")
        delete(o, slice(1))
