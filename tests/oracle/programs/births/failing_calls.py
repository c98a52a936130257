"""A call that fails has made what its frame, its message and its exception need: at each threshold the
collections begin where those births, and the looks whether one waits, are."""
import gc

begun = []


def note(phase, info):
    if phase == "start":
        begun.append(gc.get_count()[0])


def named(a, b, c=None, *, d=1, **k): return a
def strict(a, /, b, c=None, *, d=1): return a
def star(a, *c, d=1): return a
def both(a, *c, d=1, **k): return a


class Empty: pass
class Given:
    def __init__(self, a, **k): pass
class Method:
    @classmethod
    def of_class(cls, a, **k): pass
    def plain(self, a, *b): pass
class Faulty:
    def __init__(self, a): raise ValueError(a)
class Own(Exception): pass


method = Method()
calls = [
    lambda: named(1, [], c=2, **{"c": 1}), lambda: named(1, [], **{"c": 1}, **{"c": 1}),
    lambda: named(1, [], **{"c": 1}, **5), lambda: named(1, [], *5, **{"c": 1}),
    lambda: named(1, [], **{"c": 1, 1: 2}), lambda: named(), lambda: named(1), lambda: named(1, 2, 3, 4),
    lambda: named([], *[1], z=4, a=5), lambda: named([], *[1], z=4, b=5),
    lambda: strict(1, a=3), lambda: strict(1, b=3, a=3), lambda: strict(1, b=3, zzz=3),
    lambda: strict(*[1], **{"b": 3, "d": 4}, d=3), lambda: star(), lambda: star([], *[1, 2, 3], e=3),
    lambda: star(*[1, 2, 3], a=3), lambda: both(), lambda: both(*[1, 2], a=3),
    lambda: both(*[1, 2], **{"a": 3, "x": []}), lambda: both(**{"q": 3, "x": []}),
    lambda: method.of_class(), lambda: method.of_class(1, a=2), lambda: method.plain(*[1], **{"a": 2}),
    lambda: Given(), lambda: Given(1, 2), lambda: Given(1, a=2), lambda: Given(1, **{"a": 2}),
    lambda: Faulty([]), lambda: Faulty(*[1]), lambda: Faulty(**{"a": 1}),
    lambda: Empty(1), lambda: Empty(**{"a": 1}), lambda: Own(*[1], **{"a": 1}), lambda: ValueError(**{"a": 1}),
    lambda: method(1, **{"a": 3}), lambda: slice(**{"a": 1}), lambda: property(foo=1),
    lambda: sorted([], foo=1), lambda: [].sort(foo=1), lambda: print([], foo=4), lambda: zip([], foo=1),
    lambda: max(1, foo=2), lambda: len(**5), lambda: print(**{"sep": ","}, **{"sep": 1}),
    lambda: len(Empty()), lambda: isinstance(Empty(), 1), lambda: int("3", **{"base": 1}),
    lambda: {**5}, lambda: {**Empty()}, lambda: round("a"), lambda: open("none"), lambda: open(1.5),
]


def attempt(call):
    try:
        call()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


gc.callbacks.append(note)
for number, call in enumerate(calls):
    attempt(call)
    print(number, attempt(call))
    for threshold in (0, 1, 2, 3, 4, 5, 6, 8):
        gc.set_threshold(0)
        gc.collect()
        begun.clear()
        gc.set_threshold(threshold)
        attempt(call)
        gc.set_threshold(0)
        print("  ", threshold, gc.get_count(), begun)
