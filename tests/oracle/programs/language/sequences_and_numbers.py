# Slices with steps, index() with bounds, ranges, slices, int() and float() of texts, operators at their edges, one-character texts.
import gc
import sys


def tell(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, str(e).replace("0x", "x"))



def case():
    l = [0, 1, 2, 3, 4, 5]
    del l[::2]
    return l


tell(case)

def case():
    l = [0, 1, 2, 3, 4, 5]
    del l[4:1:-2]
    return (l, sys.getsizeof(l))


tell(case)

def case():
    l = [0, 1, 2, 3, 4, 5]
    l[::2] = "abc"
    return l


tell(case)

def case():
    l = [0, 1, 2, 3, 4, 5]
    l[::2] = [1]
    return l


tell(case)

def case():
    l = [0, 1, 2, 3, 4, 5]
    l[::-1] = range(6)
    return l


tell(case)

def case():
    l = [0, 1]
    l[5:] = [7]
    return l


tell(case)

def case():
    l = [0, 1]
    l[:] = l
    return l


tell(case)

def case():
    l = [0, 1]
    l[0:1] = 5
    return l


tell(case)

def case():
    l = [0, 1]
    l[::2] = 5
    return l


tell(case)

def case():
    l = [0, 1]
    l[2:1] = [9]
    return l


tell(case)
tell(lambda: ([1, 2, 3, 2].index(2, 2)))
tell(lambda: ([1, 2, 3, 2].index(2, -1)))
tell(lambda: ([1, 2, 3].index(3, 0, 2)))
tell(lambda: ([1, 2, 3].index(5)))
tell(lambda: ([1].index("a")))
tell(lambda: ([1].index()))
tell(lambda: ([1, 2].index(1, "a")))
tell(lambda: ((1, 2, 1).index(1, 1)))
tell(lambda: ((1, 2).index(3)))
tell(lambda: ((1, 2).index(1, 5, 6)))
tell(lambda: ((1, 2, 1).count(1)))
tell(lambda: ([1, 2] * 2, 2 * [1], [1] * 0, [1] * -1, (1,) * 3))
tell(lambda: ([1] * "a"))
tell(lambda: ([1] + (2,)))
tell(lambda: ((1,) + [2]))
tell(lambda: ("a" + 1))
tell(lambda: ([1] < [2], [1] < ["a"]))
tell(lambda: ([1] < (1,)))
tell(lambda: (None < 1))

def case():
    l = [3, 1]
    l *= 2
    return (l, sys.getsizeof(l))


tell(case)

def case():
    l = [3, 1]
    l *= 0
    return (l, sys.getsizeof(l))


tell(case)

def case():
    l = [1]
    l += 5
    return l


tell(case)

def case():
    l = [1]
    l += (2, 3)
    return l


tell(case)

def case():
    l = [3, 1, 2]
    l.sort(reverse=True)
    return l


tell(case)

def case():
    l = [3, "a"]
    l.sort()
    return l


tell(case)
tell(lambda: (range(10)[2:5], range(10)[::-1], range(0, 20, 3)[1:-1], range(5)[10:], range(10)[::3], range(5)[:]))
tell(lambda: (range(10).index(3), range(0, 10, 2).index(4), range(5).count(3), range(5).count(9)))
tell(lambda: (range(5).index(7)))
tell(lambda: (range(5).index("a")))
tell(lambda: (range(5).count("a"), range(5).count(2.0)))
tell(lambda: (range(3) == range(0, 3), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), range(3) != range(4), range(3) == [0, 1, 2]))
tell(lambda: (hash(range(3)) == hash(range(0, 3)), hash(range(0)) == hash(range(5, 5)), {range(3): 1}[range(0, 3, 1)]))
tell(lambda: (3 in range(5), 3.0 in range(5), "a" in range(5), 10 in range(0, 20, 5), -1 in range(5)))
tell(lambda: (range(1.5)))
tell(lambda: (range()))
tell(lambda: (range(1, 2, 3, 4)))
tell(lambda: (range(1, 5, 0)))
tell(lambda: (range(5)[9]))
tell(lambda: (range(5)["a"]))
tell(lambda: (len(range(10, 0, -3)), bool(range(0)), list(range(10, 0, -3)), repr(range(1, 5)), repr(range(1, 5, 2))))
tell(lambda: (slice(3), slice(1, 2), slice(1, 2, 3), slice(None), slice("a")))
tell(lambda: (slice(1, 5, 2).start, slice(1, 5).stop, slice(1, 5).step))
tell(lambda: (slice()))
tell(lambda: (slice(1, 2, 3, 4)))
tell(lambda: (slice(1) == slice(None, 1), slice(1, 2) == slice(1, 2, None), slice(1) < slice(2), slice(1, 2) != slice(1, 3)))
tell(lambda: (hash(slice(1, 2)) == hash(slice(1, 2, None)), {slice(1, 2): 5}[slice(1, 2)]))
tell(lambda: ([1, 2, 3, 4][slice(1, 3)], "hello"[slice(None, None, -1)]))
tell(lambda: (sys.getsizeof(slice(1)), gc.is_tracked(slice(1)), type(slice(1))))
tell(lambda: (int("12"), int(" 12 "), int("1_000"), int("-5"), int("+7"), int("0b101", 2), int("ff", 16), int("0xff", 16), int("0xff", 0), int("z", 36)))
tell(lambda: (int("12", 8), int("0o17", 0), int("10", 0), int("  -0b11 ", 0), int("0", 0), int("00", 0)))
tell(lambda: (int("")))
tell(lambda: (int("  ")))
tell(lambda: (int("1__0")))
tell(lambda: (int("_1")))
tell(lambda: (int("1_")))
tell(lambda: (int("abc")))
tell(lambda: (int("12a")))
tell(lambda: (int("9", 8)))
tell(lambda: (int("08", 0)))
tell(lambda: (int("1.5")))
tell(lambda: (int("12", 1)))
tell(lambda: (int("12", 37)))
tell(lambda: (int(12, 8)))
tell(lambda: (int("a", 5)))
tell(lambda: (int([1])))
tell(lambda: (int(None)))
tell(lambda: (int(b"12"), int(b" 7 ")))
tell(lambda: (int(b"x")))
tell(lambda: (int("12", base=8)))
tell(lambda: (int(base=8)))
tell(lambda: (int("5", "a")))
tell(lambda: (int(3.9), int(-3.9), int(True), int(), int(1e10)))
tell(lambda: (int(float("inf"))))
tell(lambda: (int(float("nan"))))
tell(lambda: (float("1.5"), float(" 2 "), float("1_0.5"), float("inf"), float("-Infinity"), float("nan"), float("1e5"), float("+.5"), float("5."), float("1e-400")))
tell(lambda: (float("")))
tell(lambda: (float("a")))
tell(lambda: (float("1_")))
tell(lambda: (float("1__0")))
tell(lambda: (float("0x10")))
tell(lambda: (float("1e")))
tell(lambda: (float(".")))
tell(lambda: (float(None)))
tell(lambda: (float([1])))
tell(lambda: (float(b"1.5")))
tell(lambda: (float("1 2")))
tell(lambda: (float("infinit")))
tell(lambda: (float(), float(3), float(True)))
tell(lambda: (float(1, 2)))
tell(lambda: (2 ** -1, 2 ** 10, (-2) ** 3, 0 ** 0, (-3) ** -2, 10 ** -3, 2 ** 0.5, 1 ** -5))
tell(lambda: (0 ** -1))
tell(lambda: (0.0 ** -1))
tell(lambda: (10.0 ** 400))
tell(lambda: (2.0 ** 5000))
tell(lambda: (1 << -1))
tell(lambda: (1 >> -1))
tell(lambda: (0 >> 10 ** 18))
tell(lambda: (7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 7.5 // 2, -7.5 % 2, 7.5 % -2, 0.0 // 1, -0.0 % 5))
tell(lambda: (1 // 0))
tell(lambda: (1 % 0))
tell(lambda: (1 / 0))
tell(lambda: (1.0 / 0))
tell(lambda: (1.0 // 0))
tell(lambda: (1.0 % 0))
tell(lambda: (divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(True, 2)))
tell(lambda: (divmod(1, 0)))
tell(lambda: (divmod(1.0, 0)))
tell(lambda: (divmod("a", 1)))
tell(lambda: (pow(2, 10), pow(2, 10, 7), pow(3, -1, 7), pow(2, -1), pow(2.0, 3)))
tell(lambda: (pow(2, 3, 0)))
tell(lambda: (pow(2, -1, 4)))
tell(lambda: (pow(2.0, 3, 5)))
tell(lambda: (round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1.5, 0), round(1e20, -19), round(0.5), round(5, 2), round(-1.45, 1)))
tell(lambda: (round(2.5, None), round(2, None), round(True)))
tell(lambda: (round("a")))
tell(lambda: (round(1.5, 1.5)))
tell(lambda: (abs(-5), abs(-2.5), abs(True), abs(-0.0)))
tell(lambda: (abs("a")))
tell(lambda: ((5).bit_length(), (-8).bit_length(), (0).bit_length(), True.bit_length()))
tell(lambda: ((1.0).is_integer(), (1.5).is_integer(), float("inf").is_integer()))
tell(lambda: (1.0, 1e16, 1e15, 123456789012345678.0, 1e-5, 0.0001, 1.5e300, -0.0, 1e100, 5e-324, 0.1 + 0.2, 1/3, 2.5e-7, 1e22, 1e21))
tell(lambda: (9007199254740993 == 9007199254740992.0, 9007199254740993 > 9007199254740992.0, 2**62 + 1 == float(2**62), 1 < float("inf"), float("nan") == float("nan")))
tell(lambda: ({9007199254740993: 1}.get(9007199254740992.0), hash(1.5), hash(2**61), hash(-1), hash(1.0), hash(float("inf")), hash(True)))
tell(lambda: (1 < 2 < 3, 1 == 1.0 == True, 3 > 2 >= 2 != 1))
tell(lambda: ("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -5, "" * 10**9))
tell(lambda: ("a" * 1.5))
tell(lambda: ("a" * "b"))
tell(lambda: ([1, 2, 3][1.5]))
tell(lambda: ([1]["a"]))
tell(lambda: ((1,)["a"]))
tell(lambda: ("abc"["a"]))
tell(lambda: ("abc"[10]))
tell(lambda: ([1][5]))
tell(lambda: ((1,)[5]))
tell(lambda: ({1: 2}[1:2]))
tell(lambda: (5[0]))

def case():
    l = [1]
    l["a"] = 5


tell(case)

def case():
    l = [1]
    l[5] = 5


tell(case)

def case():
    l = [1]
    del l[5]


tell(case)

def case():
    t = (1,)
    t[0] = 5


tell(case)

def case():
    t = (1,)
    del t[0]


tell(case)
tell(lambda: ("abc".index("z")))
tell(lambda: ("hello".index("l", 3), "hello".find("l", 4), "hello".count("l", 0, 3), "hello".find("", 5), "hello".rfind("l") if 0 else 1))
tell(lambda: ("hello".index("h", 1)))
tell(lambda: ([].pop()))
tell(lambda: ([1].pop(5)))
tell(lambda: ([1].pop("a")))
tell(lambda: ([1].remove(5)))
tell(lambda: ([1].insert()))
tell(lambda: ([1].append(1, 2)))
tell(lambda: ([1].insert("a", 1)))
tell(lambda: ([1].count(), 1))
tell(lambda: (str(5) is str(5), str(5) is "5", chr(65) is "A", "abc"[0] is "a", "abc"[0:1] is "abc"[0], "a,b".split(",")[0] is "a", "".join(["a"]) is "a", "".join("a"), repr(5) is "5"))
tell(lambda: ("%s" is "%s", f"{5}" is "5", f"{'a'}" is "a", "a".upper() is "A", "xax".strip("x") is "a", chr(233) is "\xe9", "aé"[1] is "\xe9", str(True) is "True", "ab"[::2] is "a", "-".join(["a"]) is "a", "a" * 1 is "a", format(5) is "5", "b".lower() is "b", "aa".replace("aa", "b") is "b", "%d" is "%d", hex(1)[2] is "1"))
tell(lambda: (str(1.5) is str(1.5), "ab"[:] is "ab", "".join([]) is "", str("x") is "x", "abc"[3:] is "", ("a" + "") is "a", "z".zfill(1) is "z", "a".title() is "A", "7".rjust(1) is "7", bytes(b"") is b""))
tell(lambda: (all([]), any([]), sum([1, 2, 3]), max(1, 2), min([3, 1]), max("abc"), sorted([3, 1, 2], reverse=True), max([1, 5], key=lambda x: -x), max([], default=7)))
tell(lambda: (max([])))
tell(lambda: (max()))
tell(lambda: (min(5)))
tell(lambda: (sorted([1, "a"])))
tell(lambda: (sorted(5)))
tell(lambda: (len(5)))
tell(lambda: (chr(-1)))
tell(lambda: (chr(1114112)))
tell(lambda: (chr("a")))
tell(lambda: (ord("ab")))
tell(lambda: (ord(5)))
tell(lambda: (hex(1.5)))
tell(lambda: (isinstance(1, "a")))
tell(lambda: (hash([])))
tell(lambda: (list(5)))
tell(lambda: (tuple(5)))
tell(lambda: (list(1, 2)))
tell(lambda: (tuple(1, 2)))
tell(lambda: (bool(1, 2)))
tell(lambda: (bool([]), bool([0]), bool(""), bool(0.0), bool(None), bool()))

def case():
    l = list(range(100))
    del l[::3]
    return (l, sys.getsizeof(l))


tell(case)

def case():
    l = list(range(16))
    del l[1::2]
    del l[::-2]
    return (l, sys.getsizeof(l))


tell(case)
tell(lambda: ([1, 2][::"a"]))
tell(lambda: ([1, 2]["a":]))
tell(lambda: (hasattr(slice(1), "start"), hasattr(range(1), "index")))
