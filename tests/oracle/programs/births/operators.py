# Operators that look for methods ask the builtin base through a wrapper, which is a call.
import gc
ITEMS = [list(range(n)) for n in range(10)]
FOUND, HELD, PADDING = [], [None] * 400, []
def kept(make, argument):
    # How many dead objects the free list has for the next ones.
    count = gc.get_count
    for n in range(20):
        before = count()[0]
        HELD[n] = make(argument)
        if count()[0] != before:
            break
    FOUND.append(n)
    for n in range(20):
        HELD[n] = None
def again(argument): return {} if argument else []
def tell(name, f):
    # Objects born and not freed by f(), and those in free lists: tuples of 1, 2, 4, 5 items, dicts, lists.
    for times in range(3):
        PADDING.clear()
        gc.collect()
        for n in range(60): PADDING.append([])
        FOUND.clear()
        before = gc.get_count()[0]
        try: f()
        except Exception as e: pass
        after = gc.get_count()[0]
        for size in (1, 2, 4, 5): kept(tuple, ITEMS[size])
        kept(again, True); kept(again, False)
        print(name, after - before, *FOUND)

class Le:
    def __le__(self, other): return NotImplemented
class Lt:
    def __lt__(self, other): return True
class Eq:
    def __eq__(self, other): return NotImplemented
class L(list):
    def __lt__(self, other): return True
class Add(int):
    def __add__(self, other): return ("add", int(self), other)
class Radd(int):
    def __radd__(self, other): return ("radd", int(self), other)
class Both(int):
    def __add__(self, other): return NotImplemented
    def __radd__(self, other): return NotImplemented
class Sub(float):
    def __sub__(self, other): return NotImplemented
class LA(list):
    def __add__(self, other): return "LA"
class LR(list):
    def __radd__(self, other): return "LR"
class SO(set):
    def __sub__(self, other): return "SO"
le, lt, eq, l = Le(), Lt(), Eq(), L([1])
add, radd, both, sub = Add(1), Radd(2), Both(3), Sub(4.0)
la, lr, so = LA([1]), LR([2]), SO([3])
for name, x in (("le", le), ("lt", lt), ("eq", eq), ("l", l)):
    for other in (x, le, 1, [1], None):
        label = name + " " + type(other).__name__
        tell(label + " ==", lambda: x == other)
        tell(label + " !=", lambda: x != other)
        tell(label + " <", lambda: x < other)
        tell(label + " <=", lambda: x <= other)
        tell(label + " reversed >=", lambda: other >= x)
        tell(label + " in", lambda: x in [other])
numbers = (add, radd, both, sub, 1, 2.5, True)
for x in numbers:
    for y in numbers:
        label = type(x).__name__ + " " + type(y).__name__
        tell(label + " +", lambda: x + y)
        tell(label + " -", lambda: x - y)
        try: print(x + y, x - y)
        except TypeError as e: print(e)
for x in (la, lr, [5], (6,), 7):
    for y in (la, lr, [5], (6,), 7):
        tell(type(x).__name__ + " " + type(y).__name__ + " +", lambda: x + y)
        try: print(x + y)
        except TypeError as e: print(e)
for x in (so, {9}, frozenset([8]), 7):
    for y in (so, {9}, frozenset([8]), 7):
        tell(type(x).__name__ + " " + type(y).__name__ + " -", lambda: x - y)
        try: print(x - y)
        except TypeError as e: print(e)
def change(x, y, sign):
    if sign == "+": x += y
    elif sign == "-": x -= y
    elif sign == "*": x *= y
    else: x |= y
    return x
for x, y, sign in ((LA([1]), [2], "+"), (LR([1]), [2], "+"), (L([1]), LR([2]), "+"), (SO([1, 2]), {2}, "-"),
                   (SO([1]), {2}, "|"), (LA([1]), 2, "*"), (Add(1), 2, "+"), (Both(1), 2, "+"), (Radd(1), 2, "+"),
                   (2, Radd(1), "+"), ([1], LR([2]), "+"), (LA([1]), 3, "+"), (Sub(5), 2, "-"), (Sub(5), Sub(1), "-")):
    tell(type(x).__name__ + " " + type(y).__name__ + " " + sign + "=", lambda: change(x, y, sign))
    try:
        z = change(x, y, sign)
        print(type(z).__name__, len(z) if hasattr(z, "__len__") else z, z is x)
    except TypeError as e: print(e)
b = b"abc"
tell("byte in", lambda: 97 in b)
tell("bytes in", lambda: b"bc" in b)
d, e = {"a": 1, "b": 2}, {"a": 1, "c": 3}
tell("keys and set", lambda: d.keys() & {"a", "b"})
tell("keys and a smaller set", lambda: d.keys() & {"a"})
tell("keys and keys", lambda: d.keys() & e.keys())
tell("keys minus", lambda: d.keys() - e.keys())
tell("keys or", lambda: d.keys() | e.keys())
tell("keys xor", lambda: d.keys() ^ e.keys())
tell("items xor", lambda: d.items() ^ e.items())
tell("items and", lambda: d.items() & e.items())
print(sorted(d.items() ^ e.items()), sorted(d.keys() ^ e.keys()), d.items() ^ d.items(), sorted(d.items() ^ [("a", 1)]))
class Loud:
    def __init__(self, n): self.n = n
    def __eq__(self, other): print("eq", self.n, other.n); return self.n == other.n
    def __hash__(self): return 1
print(len({1: Loud(1)}.items() ^ {1: Loud(2)}.items()), len({1: Loud(1)}.items() ^ {1: Loud(1)}.items()))
class M:
    def keys(self):
        for k in "ab": print("key", k); yield k
    def __getitem__(self, key): print("item", key); return key
print(dict(M()), {**M()})
class Bad:
    def keys(self): return 5
    def __getitem__(self, key): return key
for bad in (lambda: dict(Bad()), lambda: {}.update(Bad())):
    try: bad()
    except TypeError as e: print(e)
