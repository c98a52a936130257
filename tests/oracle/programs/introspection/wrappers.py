# Slot wrappers and what they are when bound: method-wrappers.
import gc, sys, weakref


class Plain:
    pass


class Heir(list):
    pass


def weak(o):
    try:
        return type(weakref.ref(o)).__name__
    except TypeError as e:
        return e


p = Plain()
h = Heir([1, 2])
for o in (p.__init__, [].__len__, p.__setattr__, h.__len__, {}.__len__, "x".__len__):
    print(type(o), sys.getsizeof(o), gc.is_tracked(o), callable(o), o.__name__, o.__qualname__, o.__objclass__)
    print(weak(o), hasattr(o, "__module__"), repr(o).split(" at ")[0])
for o in (object.__init__, list.__len__, object.__setattr__, str.__len__, Heir.__len__, Plain.__init__):
    print(type(o), sys.getsizeof(o), gc.is_tracked(o), o, o.__name__, o.__qualname__, o.__objclass__, weak(o))
for o in ([].append, {}.__contains__, len, dict.fromkeys):
    print(type(o), sys.getsizeof(o), weak(o))
for o in (list.append, dict.__contains__, str.join):
    print(type(o), sys.getsizeof(o), o, weak(o))
items = [1]
length = items.__len__
print(length(), length.__self__ is items, length == items.__len__, length is items.__len__, length == h.__len__)
print(gc.get_referents(length), gc.get_referents(list.__len__), gc.get_referents(list.append))
print(sys.getrefcount(items), sys.getrefcount(length))
items.append(length)
del length, items
print(gc.collect())
print(type(p.__init__) is type(p.__setattr__), type(p.__init__) is type([].append), type(p.__init__).__mro__)
for o in (p.__init__, object.__init__):
    try:
        class Bad(type(o)):
            pass
    except TypeError as e:
        print(e)
