# A message that tells a function's name asks for its str(), and with that for a collection that waits.
import gc
import sys
import weakref


class Owner:
    pass


def log(phase, info):
    if phase == "start":
        counts.append(gc.get_count())


class Key(list):
    def __repr__(self):
        return "key"


class Slots:
    __slots__ = ("x",)


def given(a, *, b=None):
    pass


def del_name():
    a = 1
    del a
    return a


def raises(x):
    raise x


def a_tuple(x):
    a, b = x


def with_it():
    with owner:
        pass


words, key, owner, e = {"a": 1}, Key(), Owner(), None
attempts = [
    lambda: [[], [], [], [], [], len()],
    lambda: [[], [], [], [], [], len(1, 2)],
    lambda: [[], [], [], [], [], gc.isenabled(1)],
    lambda: [[], [], [], [], [], len(obj=1)],
    lambda: [[], [], [], [], [], [].append()],
    lambda: [[], [], [], [], [], [].append(x=1)],
    lambda: [[], [], [], [], [], list.append()],
    lambda: [[], [], [], [], [], list.append(1)],
    lambda: [[], [], [], [], [], {}.keys(1)],
    lambda: [[], [], [], [], [], str.join()],
    lambda: [[], [], [], [], [], "".join()],
    lambda: [[], [], [], [], [], abs(x=1)],
    lambda: [[], [], [], [], [], "a".upper(1)],
    lambda: [[], [], [], [], [], gc.is_tracked()],
    lambda: [[], [], [], [], [], [].pop(x=1)],
    lambda: [[], [], [], [], [], [].insert(1)],
    lambda: [[], [], [], [], [], [].sort(1)],
    lambda: [[], [], [], [], [], isinstance(1)],
    lambda: [[], [], [], [], [], {}.update(1, 2)],
    lambda: [[], [], [], [], [], "a".split(1, 2, 3)],
    lambda: [[], [], [], [], [], iter()],
    lambda: [[], [], [], [], [], getattr(1)],
    lambda: [[], [], [], [], [], [].index(key)],
    lambda: [[], [], [], [], [], {}[1]],
    lambda: [[], [], [], [], [], len(**words)],
    lambda: [[], [], [], [], [], len(*1)],
    lambda: [[], [], [], [], [], len(**1)],
    lambda: [[], [], [], [], [], log(**1)],
    lambda: [[], [], [], [], [], Owner(1)],
    lambda: [[], [], [], [], [], list(x=1)],
    lambda: [[], [], [], [], [], owner.x],
    lambda: [[], [], [], [], [], int("x")],
    lambda: [[], [], [], [], [], (1).bit_length(1)],
    lambda: [[], [], [], [], [], set().add()],
    lambda: [[], [], [], [], [], set().add(x=1)],
    lambda: [[], [], [], [], [], [].__len__(1)],
    lambda: [[], [], [], [], [], [].__len__(x=1)],
    lambda: [[], [], [], [], [], list.__len__()],
    lambda: [[], [], [], [], [], [].__add__()],
    lambda: [[], [], [], [], [], "%d" % "x"],
    lambda: [[], [], [], [], [], ord("ab")],
    lambda: [[], [], [], [], [], sum(1, 2, 3)],
    lambda: [[], [], [], [], [], {1, [2]}],
    lambda: [[], [], [], [], [], {[1]: 2}],
    lambda: [[], [], [], [], [], tuple.index((), key)],
    lambda: [[], [], [], [], [], set().remove(key)],
    lambda: [[], [], [], [], [], [].remove(key)],
    lambda: [[], [], [], [], [], float("x")],
    lambda: [[], [], [], [], [], bytes([300])],
    lambda: [[], [], [], [], [], dict.fromkeys()],
    lambda: [[], [], [], [], [], print(sep=1)],
    lambda: [[], [], [], [], [], print(x=1)],
    lambda: [[], [], [], [], [], sorted()],
    lambda: [[], [], [], [], [], sorted(1, 2)],
    lambda: [[], [], [], [], [], max()],
    lambda: [[], [], [], [], [], max(1, key=1, x=1)],
    lambda: [[], [], [], [], [], range()],
    lambda: [[], [], [], [], [], slice()],
    lambda: [[], [], [], [], [], super()],
    lambda: [[], [], [], [], [], type()],
    lambda: [[], [], [], [], [], object(1)],
    lambda: [[], [], [], [], [], open()],
    lambda: [[], [], [], [], [], hash()],
    lambda: [[], [], [], [], [], id()],
    lambda: [[], [], [], [], [], callable()],
    lambda: [[], [], [], [], [], zip(x=1)],
    lambda: [[], [], [], [], [], map()],
    lambda: [[], [], [], [], [], enumerate()],
    lambda: [[], [], [], [], [], f"{owner:x}"],
    lambda: [[], [], [], [], [], "{}".format()],
    lambda: [[], [], [], [], [], "{x}".format()],
    lambda: [[], [], [], [], [], "%s" % ()],
    lambda: [[], [], [], [], [], "%s" % (1, 2)],
    lambda: [[], [], [], [], [], format(owner, "x")],
    lambda: [[], [], [], [], [], format(1, "zz")],
    lambda: [[], [], [], [], [], 1 in 1],
    lambda: [[], [], [], [], [], 1 < "a"],
    lambda: [[], [], [], [], [], 1 + "a"],
    lambda: [[], [], [], [], [], -"a"],
    lambda: [[], [], [], [], [], [][1]],
    lambda: [[], [], [], [], [], ()[1]],
    lambda: [[], [], [], [], [], range(3)[4]],
    lambda: [[], [], [], [], [], next(iter([]))],
    lambda: [[], [], [], [], [], [].pop()],
    lambda: [[], [], [], [], [], {}.popitem()],
    lambda: [[], [], [], [], [], {}.pop(1)],
    lambda: [[], [], [], [], [], set().pop()],
    lambda: [[], [], [], [], [], Owner.x],
    lambda: [[], [], [], [], [], owner.x.y],
    lambda: [[], [], [], [], [], gc.x],
    lambda: [[], [], [], [], [], name],
    lambda: [[], [], [], [], [], del_name()],
    lambda: [[], [], [], [], [], int("x", 99)],
    lambda: [[], [], [], [], [], int([])],
    lambda: [[], [], [], [], [], float([])],
    lambda: [[], [], [], [], [], 1 / 0],
    lambda: [[], [], [], [], [], 1 % 0],
    lambda: [[], [], [], [], [], 1 << -1],
    lambda: [[], [], [], [], [], [1] * "a"],
    lambda: [[], [], [], [], [], divmod(1, 0)],
    lambda: [[], [], [], [], [], pow(1, 2, 0)],
    lambda: [[], [], [], [], [], "a" "b".join([1])],
    lambda: [[], [], [], [], [], "a".index("b")],
    lambda: [[], [], [], [], [], [].remove(1)],
    lambda: [[], [], [], [], [], gc.set_threshold()],
    lambda: [[], [], [], [], [], gc.set_threshold("a")],
    lambda: [[], [], [], [], [], gc.collect(9)],
    lambda: [[], [], [], [], [], gc.get_objects(9)],
    lambda: [[], [], [], [], [], sys.getsizeof()],
    lambda: [[], [], [], [], [], sys.getrefcount()],
    lambda: [[], [], [], [], [], sys.intern(1)],
    lambda: [[], [], [], [], [], sys.setrecursionlimit(0)],
    lambda: [[], [], [], [], [], weakref.ref(1)],
    lambda: [[], [], [], [], [], weakref.ref()],
    lambda: [[], [], [], [], [], weakref.proxy(1)],
    lambda: [[], [], [], [], [], Slots().y],
    lambda: [[], [], [], [], [], setattr(Slots(), "y", 1)],
    lambda: [[], [], [], [], [], setattr(1, "y", 1)],
    lambda: [[], [], [], [], [], delattr(owner, "y")],
    lambda: [[], [], [], [], [], given()],
    lambda: [[], [], [], [], [], given(1, 2)],
    lambda: [[], [], [], [], [], given(b=1)],
    lambda: [[], [], [], [], [], given(1, a=1)],
    lambda: [[], [], [], [], [], issubclass(1, int)],
    lambda: [[], [], [], [], [], isinstance(1, 1)],
    lambda: [[], [], [], [], [], super(int, "a")],
    lambda: [[], [], [], [], [], raises(1)],
    lambda: [[], [], [], [], [], [*1]],
    lambda: [[], [], [], [], [], {**1}],
    lambda: [[], [], [], [], [], (lambda a: 0)()],
    lambda: [[], [], [], [], [], a_tuple(1)],
    lambda: [[], [], [], [], [], a_tuple([1, 2, 3])],
    lambda: [[], [], [], [], [], owner()],
    lambda: [[], [], [], [], [], owner[1]],
    lambda: [[], [], [], [], [], len(owner)],
    lambda: [[], [], [], [], [], iter(owner)],
    lambda: [[], [], [], [], [], with_it()],
    lambda: [[], [], [], [], [], round("a")],
    lambda: [[], [], [], [], [], abs("a")],
    lambda: [[], [], [], [], [], hash([])],
    lambda: [[], [], [], [], [], ord(1)],
    lambda: [[], [], [], [], [], chr("a")],
    lambda: [[], [], [], [], [], min([])],
    lambda: [[], [], [], [], [], reversed(1)],
    lambda: [[], [], [], [], [], zip(1)],
    lambda: [[], [], [], [], [], enumerate(1)],
    lambda: [[], [], [], [], [], sorted([1, "a"])],
    lambda: [[], [], [], [], [], [].sort(key=1)],
    lambda: [[], [], [], [], [], [1].sort(key=1)],
    lambda: [[], [], [], [], [], map(1)],
    lambda: [[], [], [], [], [], filter(1, 2)],
    lambda: [[], [], [], [], [], any(1)],
    lambda: [[], [], [], [], [], dict([1])],
    lambda: [[], [], [], [], [], dict([(1, 2, 3)])],
    lambda: [[], [], [], [], [], dict(1)],
    lambda: [[], [], [], [], [], set(1)],
    lambda: [[], [], [], [], [], list(1)],
    lambda: [[], [], [], [], [], tuple(1)],
    lambda: [[], [], [], [], [], bytes("a")],
    lambda: [[], [], [], [], [], str(1, 2)],
    lambda: [[], [], [], [], [], bytes(-1)],
    lambda: [[], [], [], [], [], slice(1, 2, 3).indices("a")],
    lambda: [[], [], [], [], [], [][::0]],
    lambda: [[], [], [], [], [], "abc".replace("a")],
    lambda: [[], [], [], [], [], open("a", "q")],
    lambda: [[], [], [], [], [], open("/nonexistent/a")],
    lambda: [[], [], [], [], [], print(end=1)],
    lambda: [[], [], [], [], [], print(file=1)],
]
gc.callbacks.append(log)
for attempt in attempts:
    counts = []
    gc.collect()
    counts.clear()
    gc.set_threshold(4)
    try:
        attempt()
    except Exception as error:
        e = error
    gc.set_threshold(0)
    print(type(e).__name__, e, counts)
