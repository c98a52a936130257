"""What a class statement makes that derives from an abstract base class; who holds the library's classes."""
import gc
import sys
import weakref

NAMES = "WeakSet WeakValueDictionary WeakKeyDictionary WeakMethod KeyedRef finalize ProxyTypes"


def held():
    print([sys.getrefcount(getattr(weakref, name)) for name in NAMES.split()])


class Plain:
    pass


def derive(base):
    gc.collect()

    class Heir(base):
        pass
    print(base.__name__, gc.get_count(), sys.getrefcount(Heir), list(Heir.__dict__))
    print(sorted(type(o).__name__ for o in gc.get_objects(0) if type(o) is not type(Heir)))
    state = Heir.__dict__.get("_abc_impl")
    if state is not None:
        print(type(state).__name__, sys.getsizeof(state), gc.is_tracked(state), sys.getrefcount(state))
        print(Heir.__dict__["__abstractmethods__"])
    del Heir, state
    print(gc.collect())


held()
for base in Plain, weakref.WeakSet, weakref.WeakValueDictionary, weakref.WeakKeyDictionary:
    derive(base)
    derive(base)
held()


class Many(weakref.WeakValueDictionary):
    a = b = 1

    def size(self):
        return len(self)

    @property
    def room(self):
        return 1

    def __eq__(self, other):
        return True


print(gc.get_count())
gc.collect()


class Two(Many, Plain):
    __slots__ = "x", "y"

    def __new__(cls):
        return super().__new__(cls)


print(gc.get_count())
two = Two()
two["key"] = plain = Plain()
print(two["key"] is plain, len(two), sys.getrefcount(plain))
del Two, two
print(gc.collect())
del Many
print(gc.collect())
held()
weakref.KeyedRef.note = 1
print(weakref.KeyedRef.note, sys.getrefcount(weakref.KeyedRef))
