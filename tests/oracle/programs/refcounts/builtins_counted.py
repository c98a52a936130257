"""Functions, methods and slot wrappers of the interpreter are ordinary objects: the dict of their type or module and
what the start-up has kept hold them, and so does everybody else who has them."""
import gc
import sys
import weakref

r = sys.getrefcount
print(r(str.upper), r(list.append), r(dict.get), r(str.join), r(bytes.decode), r(set.add), r(frozenset.union))
print(r(tuple.count), r(float.is_integer), r(int.bit_length), r(object.__init__), r(object.__new__), r(list.sort))
print(r(len), r(print), r(getattr), r(open), r(sorted), r(isinstance), r(id), r(abs), r(repr), r(iter), r(r))
print(r(gc.collect), r(gc.get_count), r(sys.exit), r(sys.intern), r(weakref.proxy), r(weakref.getweakrefcount))
print(r(dict.fromkeys), r([].append), r({}.get), r("".join), r(list), r(int), r(None))


def counts(*names):
    print(*names, r(str.upper), r(len), r(list.append), r(sys.exit))


counts("before")
x = str.upper
y = len, [len, list.append], {"exit": sys.exit}
counts("named")


class A:
    up = str.upper
    size = len
    add = list.append

    def call(self, f=len):
        return f("abc") + r(f)


counts("class")
print(A().call(), A().call(str.upper) if False else A().call(len))
A.up = None
del x, y
counts("let go")


def deep(f, n):
    return deep(f, n - 1) if n else r(f)


print(deep(len, 0), deep(len, 1), deep(str.upper, 3), deep([].append, 2))
print(list(map(r, [len, str.upper])), [r(f) for f in (len, str.upper)], sorted([3, 1], key=lambda i: r(len) + i))


def counted():
    f = yield r(str.upper)
    f = str.upper
    yield r(f)
    yield r(str.upper)


g = counted()
print(next(g), next(g), next(g), r(str.upper))
g.close()
print(r(str.upper))
w = [].__len__
i = A().__init__
print(r(list.__len__), r(object.__init__), r(w), r(i))
v = [w, [1].__len__, (2).__add__, [].__len__]
print(r(list.__len__), r(int.__add__), [type(m).__name__ for m in v])
del w, i
v.clear()
print(r(list.__len__), r(object.__init__), r(int.__add__))
keep = [[].append, [].append, {}.get]
print(r(list.append), r(dict.get), [r(m) for m in keep])
del A
gc.collect()
counts("collected")
print(gc.is_tracked(len), gc.is_tracked(str.upper), len.__name__)
print(gc.is_tracked(sys.stdout), gc.is_tracked(sys.stderr), gc.is_tracked(gc))
