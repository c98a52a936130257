"""What ** takes: dicts, their heirs, whatever has keys(). Births, and what an error inside becomes."""
import gc

begun = []


def note(phase, info):
    if phase == "start":
        begun.append(gc.get_count()[0])


def named(a=None, **k): return a, sorted(k.items())


class Mapping:
    def keys(self): return ["d", "e"]
    def __getitem__(self, key): return key + "!"
class Tuple(Mapping):
    def keys(self): return ("d", "e")
class Generator(Mapping):
    def keys(self):
        yield "x"
        yield "y"
class Nothing(Mapping):
    def keys(self): return 3
class KeyFault(Mapping):
    def __getitem__(self, key): raise KeyError(key)
class TwoFaults(Mapping):
    def __getitem__(self, key): raise KeyError(key, 2)
class AttributeFault(Mapping):
    def __getitem__(self, key): return self.missing
class ValueFault(Mapping):
    def keys(self): raise ValueError("keys")
class Heir(dict): pass
class Iterated(dict):
    def __iter__(self): return iter(["only"])
    def keys(self): return ["only"]


class Small:
    __slots__ = ()


mappings = [Mapping(), Tuple(), Generator(), Nothing(), KeyFault(), TwoFaults(), AttributeFault(), ValueFault(),
            Heir(d=1, z=2), Iterated(only=5, d=6), {"d": 7, "e": 8}, {1: 2}, [], 5, None, Small.__dict__]
ways = [
    ("display", lambda m: {**m}),
    ("display of two", lambda m: {"q": 1, **m}),
    ("call", lambda m: named(**m)),
    ("call of two", lambda m: named(**{"d": 0}, **m)),
    ("call with a", lambda m: named(a=1, **m)),
    ("update", lambda m: str({}.update(m))),
    ("dict", lambda m: dict(m)),
]


def attempt(way, mapping):
    try:
        return way(mapping)
    except Exception as e:
        return type(e).__name__ + ": " + str(e) + " " + type(e.__context__).__name__


gc.callbacks.append(note)
for mapping in mappings:
    for name, way in ways:
        attempt(way, mapping)
        shown = attempt(way, mapping)
        print(type(mapping).__name__, name, len(shown) if mapping is mappings[-1] else shown)
        shown = None
        for threshold in (0, 1, 2, 3, 4, 5, 6):
            gc.set_threshold(0)
            gc.collect()
            begun.clear()
            gc.set_threshold(threshold)
            attempt(way, mapping)
            gc.set_threshold(0)
            print("  ", threshold, gc.get_count(), begun)
