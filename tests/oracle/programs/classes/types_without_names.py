# What type(o) gives can be called: a singleton's type gives the singleton, most others refuse.
import sys
import weakref


class Target:
    pass


class Reference(weakref.ref):
    pass


def try_(what, *args):
    try:
        print(what.__name__, what(*args))
    except TypeError as error:
        print(what.__name__, error)


def generator():
    yield


target = Target()
for only in (None, ..., NotImplemented):
    print(type(only)() is only)
    try_(type(only), 1)
for o in (print, str.upper, int.__add__, (1).__add__, generator(), iter([]), iter(()), iter("a"), iter(b""),
          iter(range(3)), iter({}), iter({}.values()), iter({}.items()), reversed([]), reversed({}), iter(set()),
          iter(lambda: 1, 1), {}.keys(), {}.values(), {}.items(), weakref.proxy(target), sys.version_info):
    try_(type(o))
    try_(type(o), 1)

reference = Reference(target)
try:
    reference.__callback__ = print
except AttributeError as error:
    print(error)
for wrong in (int, 5):
    try:
        weakref.ref.__new__(wrong, target)
    except TypeError as error:
        print(error)

with open("out.txt", "w") as file:
    try:
        file.read()
    except Exception as error:
        print(repr(error), type(error).__name__)
