import weakref, gc


class Node:
    pass


class Same:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        print("hash", self.n)
        return self.n


def gone(ref):
    print("gone", ref.__callback__ is gone, ref.__callback__ is None)


a = Node()
plain = weakref.ref(a)
told = weakref.ref(a, gone)
later = weakref.ref(a, print)
print(plain.__callback__, told.__callback__ is gone, later.__callback__ is print)
print(weakref.getweakrefs(a) == [plain, later, told], weakref.getweakrefcount(a))
print(weakref.getweakrefs(3), weakref.getweakrefcount("x"), weakref.getweakrefs(Node()))
print(plain == told, plain != told, plain is weakref.ref(a), hash(plain) == hash(a), hash(plain) == hash(told))
weakref.getweakrefs(a).clear()
later = None
del a
print(plain() is None, plain == told, plain == plain, plain != told, plain != plain, told.__callback__)
print(hash(plain) == hash(plain))
one, two, three = Same(1), Same(1), Same(2)
r1, r2, r3 = weakref.ref(one), weakref.ref(two), weakref.ref(three)
print(r1 == r2, r1 != r2, r1 == r3, r1 != r3)
d = {r1: "one"}
print(d[r2], r2 in d, r3 in d)
print(hash(r1), hash(r1))
del one
print(hash(r1), r1 == r2, r1 in d, r2 in d, len(d))
print(type(r1) is weakref.ref, weakref.ref is weakref.ReferenceType, weakref.ReferenceType.__name__, type(r1))
print(isinstance(r1, weakref.ReferenceType), weakref.ref.__qualname__)
cycle = Node()
cycle.me = cycle
r = weakref.ref(cycle, gone)
del cycle
print(gc.collect(), r.__callback__ is gone)
