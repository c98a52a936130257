# Numbers are asked of a proxy's object; what no weak method can be made of; frozen sets that are copied.
import weakref
class A:
    def m(self):
        return 1
class F(float):
    pass
a, f = A(), F(2.5)
for make in [int, float, abs, lambda p: divmod(p, 2), lambda p: divmod(2, p), lambda p: divmod(p, p)]:
    for o in [a, f]:
        try:
            print(make(weakref.proxy(o)))
        except TypeError as e:
            print(e)
p = weakref.proxy(F(1.0))
for make in [int, float, abs, lambda p: divmod(p, 2)]:
    try:
        print(make(p))
    except ReferenceError as e:
        print(e)
for o in [len, [].append, 5, A, A.m, lambda: 0, a]:
    try:
        print(weakref.WeakMethod(o)() is None)
    except TypeError as e:
        print(str(e)[:40])
print(weakref.WeakMethod(a.m)()(), len.__self__, len.__self__.__name__, print.__self__ is len.__self__, len.__module__)
s = frozenset([1, 2])
print(s.union() is s, s.intersection() is s, s.difference() is s, s.copy() is s, frozenset(s) is s)
