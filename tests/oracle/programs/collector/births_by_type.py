# list(x) and dict(x) take new memory, displays and sorted() what a free list keeps: the young count tells.
import gc
gc.disable()


def births(name, f):
    gc.collect()
    f()  # what is kept from now on is there
    before = gc.get_count()[0]
    f()
    print(name, gc.get_count()[0] - before)


def gen(n):
    for i in range(n):
        yield i


births("list()", lambda: list())
births("list of a tuple", lambda: list((1, 2)))
births("list of a generator", lambda: list(gen(3)))
births("dict()", lambda: dict())
births("dict of a dict", lambda: dict({"a": 1}))
births("dict of keywords", lambda: dict(a=1, b=[]))
births("dict of pairs", lambda: dict([("a", 1), ("b", 2)]))
births("dict.fromkeys", lambda: dict.fromkeys("ab"))
births("display", lambda: [gen, gen])
births("dict display", lambda: {"a": gen})
births("starred display", lambda: [*gen(3)])
births("sorted", lambda: sorted("cab"))
births("comprehension", lambda: [i for i in gen(3)])
births("copy", lambda: [gen].copy())
births("slice", lambda: [gen, 1][:1])
births("join", lambda: ",".join(str(i) for i in gen(3)))
births("repr of a set", lambda: repr({1}))
births("set", lambda: set([1, 2]))
births("views", lambda: list({"a": 1}.items()))

for n in range(3):
    a = [list() for i in range(n)]
    del a
    print(gc.get_count()[0] > 0)


# What is assigned to a slice is looked at as it is if it is a list or a tuple.
class Items:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        return iter(self.items)


def assign(x):
    l = [1, 2, 3, 4]
    l[1:3] = x
    return l


def steps(x):
    l = [1, 2, 3, 4]
    l[::2] = x
    return l


for x in ([], [8], (8, 9), {5: 6}, {7}, "ab", Items(1, 2, 3), Items(), range(2), b"xy", 3, None):
    for f in (assign, steps):
        try:
            print(f(x))
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)


class Bad:
    def __iter__(self):
        raise TypeError("mine")


for f in (assign, steps, ",".join, b",".join, dict, lambda x: dict([x])):
    try:
        f(Bad())
    except TypeError as e:
        print(e, "/", e.__context__)

l = [1, 2, 3]
l[1:1] = l
print(l)
l[::-1] = l
print(l)
births("assigned", lambda: assign([]))
births("assigned a generator", lambda: assign(gen(2)))
