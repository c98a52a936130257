"""What the collector counts: heirs are born outside of the free lists, and all of them are its objects."""
import gc


class L(list):
    pass


class D(dict):
    pass


class T(tuple):
    __slots__ = ()


class S(set):
    pass


class I(int):
    pass


class F(float):
    pass


class Kept(list):
    def __init__(self, *items):
        super().__init__(items)


class Made(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)


def births(make):
    gc.collect()
    gc.collect()
    keep = []
    before = gc.get_count()[0]
    for i in range(4):
        keep.append(make())
    middle = gc.get_count()[0]
    keep.clear()
    return middle - before, gc.get_count()[0] - before


for c in (L, D, T, S, I, F, Kept, Made):
    print(c.__name__, births(c), births(c))
print(births(lambda: L([1, 2])), births(lambda: T((1, 2))), births(lambda: Kept(1, 2)), births(lambda: Made(1, 2)))
l = [L() for i in range(3)]
for i in range(3):
    l[i].append(l[(i + 1) % 3])
del l
print(gc.collect())
gc.collect()
start = len(gc.get_objects())
l = [L(), D(), T(), S(), I(7), F(1.5)]
print(len(gc.get_objects()) - start, [gc.is_tracked(x) for x in l])
gc.collect()
print([gc.is_tracked(x) for x in l], [gc.is_tracked(x) for x in (T((1,)), D(a=1))])
gc.set_threshold(5)
made = [D() for i in range(20)]
print(gc.get_count()[1] > 0, len(made))
