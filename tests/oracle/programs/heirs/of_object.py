# What classes inherit from object and may call: super().__eq__(), object.__repr__(self), __hash__ = object.__hash__.
import gc
import sys


class Node:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print("eq", sys.getrefcount(other))
        return super().__eq__(other)

    def __ne__(self, other):
        return object.__ne__(self, other)

    def __hash__(self):
        return super().__hash__()

    def __str__(self):
        return super().__str__()

    def __repr__(self):
        return super().__repr__().split(" ")[0] + " " + self.name + ">"

    def __lt__(self, other):
        return super().__lt__(other)

    def __ge__(self, other):
        return super(Node, self).__ge__(other) is NotImplemented


class Equal:
    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class Error(ValueError):
    def __eq__(self, other):
        return object.__eq__(self, other)

    __hash__ = Exception.__hash__


def shown(o):
    return repr(o).split(" at ")[0]


a, b, e = Node("a"), Node("b"), Error("e")
print(a == a, a == b, a != b, a != a, a >= b)
print(hash(a) == object.__hash__(a), hash(a) == hash(b), {a: 1}[a], a in {b: 1})
print(str(a), repr(a), f"{a}", shown(object.__repr__(1)), object.__str__([1]), object.__str__(a))
try:
    a < b
except TypeError as error:
    print(error)
print(a.__lt__(b), a.__gt__(b), object.__eq__(1, 1), object.__eq__(1, 2), object.__le__(1, 2), Equal().__ne__(1))
print(Node.__gt__, object.__hash__, Node.__gt__ is object.__gt__, Equal.__hash__ is object.__hash__, Equal.__repr__)
print(hash(e) == object.__hash__(e), e == e, e == 1, Error("x").__ne__(1), repr(e), e.__lt__(1), ValueError.__eq__)
print(shown(a.__gt__), shown(super(Node, a).__gt__), hasattr(a, "__gt__"), getattr(Node, "__le__"))
print(len({Equal(), Equal()}), Equal() == 1, Equal() != 1, [Equal()].count(3))
for attempt in (lambda: object.__eq__(1), lambda: object.__repr__(), lambda: object.__hash__(1, 2), lambda: a.__gt__(), lambda: a.__gt__(x=1)):
    try:
        attempt()
    except TypeError as error:
        print(error)


def births(f):
    gc.collect()
    before = gc.get_count()[0]
    x = f()
    return gc.get_count()[0] - before


print(births(lambda: a == b), births(lambda: a != b), births(lambda: a.__gt__(b)), births(lambda: a.__gt__), births(lambda: object.__eq__(a, b)))
print(births(lambda: hash(a)), births(lambda: str(a)), births(lambda: repr(a)), births(lambda: super(Node, a).__gt__(b)))
