# obj.__weakref__: the first weak reference to it; it can only be read.
import weakref, sys
class C: pass
class S: __slots__ = ("a", "__weakref__")
class L(list): pass
class E(Exception): pass
for o in (C(), S(), L(), E()):
    print(o.__weakref__)
    r = weakref.ref(o)
    print(o.__weakref__ is r, sys.getrefcount(r))
    p = weakref.proxy(o)
    print(o.__weakref__ is r)
    q = weakref.ref(o, print)
    print(o.__weakref__ is r, len(weakref.getweakrefs(o)))
    del r, p
    print(o.__weakref__ is q)
    for f in (lambda: setattr(o, "__weakref__", 1), lambda: delattr(o, "__weakref__"), lambda: type(o).__weakref__, lambda: hasattr(o, "__weakref__")):
        try: print(f())
        except Exception as x: print(type(x).__name__, x)
    q = None
    print(o.__weakref__)
