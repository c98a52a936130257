# At the lowest thresholds every birth counts, also of what C code makes for itself: who runs collections, and when.
import gc
import weakref, sys
class Node:
    def __init__(self, x=0): self.x = x
    def __repr__(self): return "Node"
class Oops(Exception):
    def __init__(self, *a):
        super().__init__(*a)
class Owner:
    def __init__(self, *a): self.a = a
def note(*a): pass
def stubborn():
    while True:
        try:
            yield 1
        except ValueError: pass
def ending(n):
    yield n
    return n
def f(a, /, b, *, c):
    return a, b, c


G = gc
runs = []


def callback(phase, info):
    if phase == "start":
        runs.append(info["generation"])


gc.callbacks.append(callback)
cases = []


@cases.append
def case():
    x = list(filter(None, [1, 2]))


@cases.append
def case():
    try: raise Oops("12") from Oops("13")
    except Exception as e: print(type(e).__name__, e)


@cases.append
def case():
    try: print(undefined)
    except Exception as e: print(type(e).__name__, e)


@cases.append
def case():
    def g(x):
        return [y for y in [x, x] if (z := y) is x], z
    print(g(None)[1] is None)


@cases.append
def case():
    print(f(*'xy', c=1))


@cases.append
def case():
    try: print(f(*'xy', 1, *'xy', b=2, a=1))
    except Exception as e: print(type(e).__name__, e)


@cases.append
def case():
    w = stubborn()
    next(w)
    try: w.throw(ValueError("37"))
    except Exception as e: print(e)


@cases.append
def case():
    w = stubborn()
    try: w.throw(Oops("37"))
    except Exception as e: print(e)


@cases.append
def case():
    w = stubborn()
    next(w)
    try: w.throw(Oops("37"))
    except Exception as e: print(e)


@cases.append
def case():
    x = {1: (2, 3)}
    print(G.is_tracked(x))
    G.collect()
    print(G.is_tracked(x))


@cases.append
def case():
    x = [{} for y in range(3)]
    print(G.is_tracked(x[0]))
    x[0][1] = x
    x = None


@cases.append
def case():
    e = Oops("1", 2)


@cases.append
def case():
    print(1, 2.5, [1, 2], (3, {4: 5}), {6}, None, sep="-", end="!\n")


@cases.append
def case():
    x = sorted([3, 1, 2], key=lambda v: -v)


@cases.append
def case():
    x = max([1, 2], key=lambda v: v)


@cases.append
def case():
    x = dict(a=1, b=2)


@cases.append
def case():
    x = dict([(1, 2), (3, 4)])


@cases.append
def case():
    x = list(zip([1, 2], [3, 4]))


@cases.append
def case():
    x = "a b".split()


@cases.append
def case():
    x = ",".join(str(i) for i in range(3))


@cases.append
def case():
    o = Owner(1)
    r = weakref.ref(o, note)
    o = None


@cases.append
def case():
    o = Node()
    o.me = o
    o = None


@cases.append
def case():
    class C(Node): pass
    C()
    C = None


@cases.append
def case():
    def h(*a, **k): return a, k
    h(1, 2, x=3)
    h = None


@cases.append
def case():
    s = {1, 2} | {3}
    t = s - {1}


@cases.append
def case():
    d = {1: 2} | {3: 4}
    for k, v in d.items(): pass


@cases.append
def case():
    l = [1, 2, 3]
    l[1:2] = [7, 8]
    l += [9]
    del l[0]


@cases.append
def case():
    try: {}[1]
    except KeyError as e: print(e, repr(e))


@cases.append
def case():
    try: [].x
    except AttributeError as e: print(e, repr(e))


@cases.append
def case():
    try: int("x")
    except ValueError as e: print(e, repr(e))


@cases.append
def case():
    try: int("1x", 8)
    except ValueError as e: pass


@cases.append
def case():
    try: float("1x")
    except ValueError as e: pass


@cases.append
def case():
    try: [1].index(3)
    except ValueError as e: pass


@cases.append
def case():
    try: {}.pop(1)
    except KeyError as e: pass


@cases.append
def case():
    try: f(1, 2, 3, x=4)
    except TypeError as e: print(e)


@cases.append
def case():
    try: f(1)
    except TypeError as e: print(e)


@cases.append
def case():
    try: f(1, 2)
    except TypeError as e: print(e)


@cases.append
def case():
    try: f(1, 2, c=3, d=4)
    except TypeError as e: print(e)


@cases.append
def case():
    try: len(3)
    except TypeError as e: print(e)


@cases.append
def case():
    try: a, b = 1, 2, 3
    except ValueError as e: print(e)


@cases.append
def case():
    try: {[]: 1}
    except TypeError as e: print(e)


@cases.append
def case():
    x = "{:>5} {}".format(1, [2])


@cases.append
def case():
    x = f"{1:>5} {[2]}"


@cases.append
def case():
    w = stubborn()
    next(w)
    w.close() if 0 else None
    w = None


@cases.append
def case():
    class D:
        def __del__(self): raise ValueError("x")
    D()
    D = None


@cases.append
def case():
    x = set([1, 2, 3])
    x.add((4, 5))
    x.discard(1)
    y = frozenset(x)


@cases.append
def case():
    x = [Node(), Node()]
    x.sort(key=lambda n: id(n))


@cases.append
def case():
    x = isinstance(Node(), (int, Node)), issubclass(Node, object)


@cases.append
def case():
    x = getattr(Node(), "x"), hasattr(Node, "y"), vars(Node(3)), dir(Node)


@cases.append
def case():
    x = list(map(str, [1, 2])), list(enumerate("ab")), list(reversed([1]))


@cases.append
def case():
    p = weakref.proxy(f)
    d = weakref.WeakValueDictionary()
    nn = Node()
    d["a"] = nn
    nn = None


@cases.append
def case():
    s = weakref.WeakSet()
    nn = Node()
    s.add(nn)
    print(len(s))
    nn = None
    print(len(s))


@cases.append
def case():
    d = weakref.WeakKeyDictionary()
    nn = Node()
    d[nn] = 1
    print(len(d), list(d.keys()), nn in d)
    nn = None


@cases.append
def case():
    m = weakref.WeakMethod(Node().__repr__)
    print(m())


@cases.append
def case():
    print(Node(), [Node()], {1: Node()}, (Node(),), {Node}, None and 1)


@cases.append
def case():
    print("x", end="")
    print()


@cases.append
def case():
    x = max(3, 4), min([1]), sum([1, 2]), abs(-1), divmod(7, 2), pow(2, 3), round(2.5), hash("a")


@cases.append
def case():
    x = "abc".upper().replace("A", "b").split("B"), "a,b".partition if 0 else 1


@cases.append
def case():
    x = bytes([1, 2]), b"abc".decode(), "abc".encode(), chr(65), ord("a")


@cases.append
def case():
    print(gc.get_count() if 0 else G.get_stats()[0].keys(), len(G.get_objects()) > 0, G.get_referrers(G) and 1, G.get_referents([1]))


for place, case in enumerate(cases):
    for n in (1, 2, 3, 4, 6, 9):
        for again in range(2):
            gc.collect()
            runs.clear()
            gc.set_threshold(n)
            case()
            gc.set_threshold(100000)
            print(place, n, gc.get_count(), len(runs))
