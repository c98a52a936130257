"""Random expressions over plain values: numbers, texts, bytes, lists, tuples, dicts, sets.

Most of them give a value, many raise: the statement around them prints which. Sets hold numbers only,
for the order of a set of texts is another one in every process.
"""

INTS = ["0", "1", "2", "3", "-1", "-2", "5", "7", "10", "255", "-255", "1000", "65536", "-1000000", "2**31",
        "2**40", "-2**62", "True", "False", "0x1f", "0b101", "0o17", "1_000"]
FLOATS = ["0.0", "-0.0", "1.5", "-2.25", "0.1", "1e16", "1e-7", "123456.789", "2.5", "3.5", "1e22", "1e300",
          'float("inf")', 'float("nan")', "1 / 3"]
TEXTS = ['""', '"a"', '"abc"', '"Hello World"', '"  pad\\t"', '"a,b,,c"', '"x=1"', '"line\\nnext\\r\\nlast"', '"ABC def"',
         '"12"', '"-12"', '"1.5"', "'it\\'s'", '"\\u00e9t\\u00e9"', '"\\u20ac5"', '"aXbXc"', '"aaa"', 'r"\\n"', '"\\x00\\x7f"', '"{} {}"',
         '"zz" "top"', '"\\U0001f600"', '"\\u00df"']
BYTES = ['b""', 'b"a"', 'b"abc"', 'b"a b  c"', 'b"\\x00\\xff"', 'b"caf\\xc3\\xa9"', "b'\"'", 'b"x,y"']
SPECS = ["", "5", "<6", ">6", "^7", "*^9", "+d", "05", ",", "08.3f", ".2f", "x", "X", "#x", "b", "o", "e", "g", ".3g", "s", ".2",
         "-^8.3", "+.1e", "010,", "%", ".1%", "=+6", "#o", "#b", " d", "10s", "_", "c", "n", "z", "5.", "f", "d", "F", "G", "E",
         ".0f", "<", "05s", ",.2f", "#X", ">>5", "<<5", "010", "-5", "+", " ", ",d", ".10g", "é^5", "^05"]
TEXT_METHODS = [("capitalize", 0), ("count", 1), ("count", 2), ("encode", 0), ("endswith", 1), ("find", 1), ("find", 3), ("index", 1),
                ("isalpha", 0), ("isdigit", 0), ("islower", 0), ("isspace", 0), ("isupper", 0), ("lower", 0), ("lstrip", 0), ("lstrip", 1),
                ("replace", 2), ("rsplit", 0), ("rsplit", 1), ("rstrip", 1), ("rstrip", 0), ("split", 0), ("split", 1), ("splitlines", 0),
                ("startswith", 1), ("strip", 0), ("strip", 1), ("title", 0), ("upper", 0)]
BYTE_METHODS = [("decode", 0), ("find", 1), ("split", 0), ("split", 1), ("startswith", 1), ("endswith", 1)]
BINARY = ["+", "-", "//", "%", "/", "&", "|", "^", ">>"]
COMPARE = ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"]


class Values:
    """Expressions from a source of randomness."""

    def __init__(self, source):
        self.random = source

    def one(self, *texts):
        return self.random.choice(texts)

    def small(self):
        return str(self.random.randint(-4, 6))

    def plain(self):
        return self.random.choice(self.random.choice([INTS, INTS, FLOATS, TEXTS, TEXTS, BYTES, ["None", "...", "True", "int", "str", "len"]]))

    def any(self, depth=2):
        kind = self.random.choice([Values.number, Values.number, Values.text, Values.text, Values.list, Values.tuple, Values.dict, Values.set,
                                   Values.bytes, Values.truth, Values.called])
        return kind(self, depth - 1) if depth > 0 else self.plain()

    def mixed(self, kind, depth):
        """An operand: most of the time of the right type."""
        return self.any(depth) if self.random.random() < 0.06 else kind(self, depth)

    def number(self, depth=1):
        if depth <= 0:
            return self.random.choice(INTS if self.random.random() < 0.7 else FLOATS)
        a, b = self.mixed(Values.number, depth - 1), self.mixed(Values.number, depth - 1)
        return self.one(
            "(%s %s %s)" % (a, self.random.choice(BINARY), b), "(%s %s %s)" % (a, self.random.choice(BINARY), b),
            "(%s %s %s)" % (a, self.one("*", "<<", ">>"), self.small()), "(%s * %s)" % (self.small(), self.random.choice(INTS)),
            "(%s ** %s)" % (a, self.one("0", "2", "3", "-1", "0.5")), "(-%s)" % a, "(~%s)" % a, "abs(%s)" % a,
            "round(%s)" % a, "round(%s, %s)" % (a, self.small()), "int(%s)" % a, "float(%s)" % a, "int(%s)" % self.text(0),
            "float(%s)" % self.text(0), "len(%s)" % self.any(depth - 1), "max(%s, %s)" % (a, b), "min(%s, %s)" % (a, b),
            "sum(%s)" % self.list(depth - 1), "pow(%s, %s, %s)" % (a, self.one("2", "3", "5"), self.one("7", "10", b)), "divmod(%s, %s)[0]" % (a, b),
            "(%s).bit_length()" % a, "(lambda x: hash(x) if type(x) in (int, bool, float) and x == x else isinstance(hash(x), int))(%s)" % a, "ord(%s)" % self.text(0), "max(%s)" % self.any(depth - 1),
            "(%s if %s else %s)" % (a, self.truth(depth - 1), b), "min(%s, key=%s)" % (self.list(depth - 1), self.one("str", "abs", "lambda x: -x", "type")),
            "max(%s, default=%s)" % (self.list(depth - 1), a), "(%s).index(%s)" % (self.list(depth - 1), a), "(%s).count(%s)" % (self.tuple(depth - 1), a),
            "sum(%s, %s)" % (self.list(depth - 1), a), "(%s).is_integer()" % a, "int(%s, %s)" % (self.text(0), self.one("2", "8", "10", "16", "0", "36")))

    def truth(self, depth=1):
        a, b = self.any(depth), self.any(depth)
        return self.one("(%s %s %s)" % (self.number(depth), self.random.choice(COMPARE[:6]), self.number(depth)), "(%s == %s)" % (a, b),
                        "(%s %s %s)" % (a, self.random.choice(COMPARE[:8]), b), "(not %s)" % a, "bool(%s)" % a, "isinstance(%s, %s)" % (a, self.type()),
                        "all(%s)" % a, "any(%s)" % a, "(%s and %s)" % (a, b), "(%s or %s)" % (a, b), "(%s < %s <= %s)" % tuple(self.number(0) for i in range(3)),
                        "callable(%s)" % a, "issubclass(%s, %s)" % (self.type(), self.type()), "hasattr(%s, %s)" % (a, self.one('"nothing"', '"real_"')))

    def type(self):
        return self.one("int", "str", "float", "bool", "list", "dict", "tuple", "set", "object", "(int, str)", "bytes", "frozenset", "type", "range")

    def text(self, depth=1):
        if depth <= 0:
            return self.random.choice(TEXTS)
        a = self.mixed(Values.text, depth - 1)
        method, count = self.random.choice(TEXT_METHODS)
        arguments = ", ".join(self.mixed(Values.text, 0) if self.random.random() < 0.85 else self.small() for i in range(count))
        return self.one(
            "(%s).%s(%s)" % (a, method, arguments), "(%s).%s(%s)" % (a, method, arguments), "(%s + %s)" % (a, self.mixed(Values.text, depth - 1)),
            "(%s * %s)" % (a, self.small()), "%s[%s]" % (a, self.small()), "%s[%s]" % (a, self.slice()), "str(%s)" % self.any(depth - 1),
            "repr(%s)" % self.any(depth - 1), "(%s).join(%s)" % (self.text(0), self.one("[%s, %s]" % (self.text(0), a), self.any(depth - 1), "map(str, %s)" % self.list(depth - 1))),
            "format(%s, %r)" % (self.any(depth - 1), self.random.choice(SPECS)), "format(%s, %r)" % (self.number(depth - 1), self.random.choice(SPECS)),
            "(%s).%s(%s)" % (a, self.one("ljust", "rjust", "zfill"), self.one("0", "5", "12", '"5"')),
            "(%s).%s(8, %s)" % (a, self.one("ljust", "rjust"), self.one('"*"', '"ab"', '"\\u20ac"')), self.template(depth), self.template(depth),
            "(%s).format(%s, %s)" % (self.one('"{} {}"', '"{0!r:>5} {1}"', '"{1} {0}"', '"{} {x}"', '"{{}} {}"', '"{0[0]}"', '"{:*^7}|{}"', '"{a}"', '"{"', '"{} {} {}"'), self.any(depth - 1), self.number(0)),
            "chr(%s)" % self.one("97", "8364", "-1", "0x110000", a), "hex(%s)" % self.number(0), "oct(%s)" % self.number(0),
            "sorted(%s)" % a, "(%s).split(%s, %s)" % (a, self.one("None", '","', '"X"', '""', '" "'), self.small()), "(%s).splitlines(%s)" % (a, self.one("True", "False")),
            "(%s).replace(%s, %s, %s)" % (a, self.text(0), self.text(0), self.small()), "(%s).%s((%s, %s))" % (a, self.one("startswith", "endswith"), self.text(0), self.text(0)),
            "type(%s).__name__" % self.any(depth - 1), "%s[::-1]" % a, "(%s).encode(%s)" % (a, self.one('"utf-8"', '"ascii"', '"latin-1"', '"nope"')))

    def template(self, depth):
        a, b = self.any(0).replace("\\", "\\\\"), self.number(0)
        return self.one("f'{%s}'" % b, "f'{%s!r:>12}|{%s}'" % (b, b), "f'{%s:%s}'" % (b, self.random.choice(SPECS)), "f'<{%s=}>'" % b,
                        "f'{{{%s}}}'" % b, "f'{%s:{%s}}'" % (b, self.one("5", '">8"', "3 + 4")), "f'{%s=:>6}'" % b, "f'a' 'b' f'{%s!s}'" % b)

    def slice(self):
        def part():
            return self.small() if self.random.random() < 0.6 else ""
        return self.one("%s:%s" % (part(), part()), "%s:%s" % (part(), part()), "%s:%s:%s" % (part(), part(), part()), "slice(%s)" % self.small())

    def bytes(self, depth=1):
        if depth <= 0:
            return self.random.choice(BYTES)
        a = self.mixed(Values.bytes, depth - 1)
        method, count = self.random.choice(BYTE_METHODS)
        return self.one("(%s).%s(%s)" % (a, method, ", ".join(self.mixed(Values.bytes, 0) for i in range(count))), "(%s + %s)" % (a, self.bytes(depth - 1)),
                        "(%s * %s)" % (a, self.small()), "%s[%s]" % (a, self.small()), "%s[%s]" % (a, self.slice()), "bytes(%s)" % self.one(self.small(), self.text(0), self.bytes(0), self.list(0), "None", "1.5"),
                        "b','.join([%s, %s])" % (a, self.bytes(0)), "list(%s)" % a, "(%s).decode(%s)" % (a, self.one('"utf-8"', '"ascii"', '"latin-1"')))

    def items(self, depth):
        return [self.any(depth) if self.random.random() < 0.4 else self.number(0) for i in range(self.random.randint(0, 4))]

    def list(self, depth=1):
        if depth <= 0:
            return "[%s]" % ", ".join(self.items(0))
        a = self.mixed(Values.list, depth - 1)
        return self.one("[%s]" % ", ".join(self.items(depth - 1)), "[*%s, %s]" % (a, self.any(0)), "list(%s)" % self.any(depth - 1), "(%s + %s)" % (a, self.list(depth - 1)),
                        "(%s * %s)" % (a, self.small()), "%s[%s]" % (a, self.slice()), "sorted(%s)" % self.any(depth - 1), "sorted(%s, key=%s, reverse=%s)" % (a, self.one("str", "repr", "lambda x: (x is None, 1)", "None", "type", "id and str"), self.one("True", "False")),
                        "list(range(%s, %s, %s))" % (self.small(), self.small(), self.one("1", "2", "-1", "0")), "[x for x in %s if x]" % a, "[(x, y) for x in %s for y in range(2)]" % a,
                        "list(zip(%s, %s))" % (a, self.any(depth - 1)), "list(enumerate(%s, %s))" % (a, self.small()), "list(map(%s, %s))" % (self.one("str", "len", "abs", "type", "lambda x: x * 2"), a),
                        "list(filter(%s, %s))" % (self.one("None", "bool", "lambda x: x == 1"), a), "list(reversed(%s))" % self.any(depth - 1), "(%s).split()" % self.text(0),
                        "list((%s).%s())" % (self.dict(depth - 1), self.one("items", "keys", "values")), "[[y for y in range(x)] for x in range(3)]", "list(%s[%s])" % (self.text(0), self.slice()),
                        "[z := %s, z]" % self.any(depth - 1), "list(iter(%s))" % a)

    def tuple(self, depth=1):
        items = self.items(depth - 1)
        return self.one("(%s)" % "".join(i + ", " for i in items), "tuple(%s)" % self.any(depth - 1), "(*%s, 1)" % self.list(depth - 1), "divmod(%s, %s)" % (self.number(0), self.number(0)),
                        "%s[%s]" % ("(%s)" % "".join(i + ", " for i in items), self.slice()), "(1, 2, 3) + %s" % self.one("(4,)", "()", "[5]")) if items or depth else "()"

    def dict(self, depth=1):
        items = ", ".join("%s: %s" % (self.any(0) if self.random.random() < 0.2 else self.one('"a"', '"b"', "1", "2", "1.0", "True", "(1, 2)", "None"), i) for i in self.items(depth - 1))
        if depth <= 0:
            return "{%s}" % items
        a = self.mixed(Values.dict, depth - 1)
        return self.one("{%s}" % items, "{**%s, 'z': %s}" % (a, self.any(0)), "dict(%s)" % self.any(depth - 1), "dict(%s, k=%s)" % (a, self.any(0)), "(%s | %s)" % (a, self.dict(depth - 1)),
                        "{k: v for k, v in (%s).items()}" % a, "{x: x * 2 for x in %s}" % self.list(depth - 1), "dict.fromkeys(%s, %s)" % (self.any(depth - 1), self.any(0)), "dict(zip('abc', %s))" % self.list(depth - 1),
                        "(%s).get(%s)" % (a, self.any(0)), "%s[%s]" % (a, self.any(0)), "(%s).setdefault(%s, %s)" % (a, self.any(0), self.any(0)), "(%s).pop(%s, 0)" % (a, self.any(0)), "(%s).popitem()" % a, "list(reversed(%s))" % a,
                        "(%s.keys() & %s.keys())" % ("{1: 1, 2: 2}", "{2: 3}"), "(%s).%s()" % (a, self.one("items", "keys", "values")))

    def set(self, depth=1):
        items = ", ".join(self.random.choice(INTS) for i in range(self.random.randint(1, 5)))
        a, b = "{%s}" % items, "{%s, %s}" % (self.random.choice(INTS), self.small())
        return self.one("{%s}" % items, "set(range(%s))" % self.small(), "(%s %s %s)" % (a, self.one("|", "&", "-", "^", "<", "<=", "=="), b), "frozenset(%s)" % a, "{x % 4 for x in range(9)}",
                        "sorted((%s).%s(%s))" % (a, self.one("union", "intersection", "difference", "symmetric_difference"), self.one(b, "[1, 2]", "()", "range(3)", "{2: 2}")),
                        "(%s).%s(%s)" % (a, self.one("issubset", "issuperset", "isdisjoint"), b), "{*%s, 4}" % b, "len(set(%s))" % self.any(depth - 1), "set()", "(%s %s %s)" % (a, self.one("|", "&", "-", "+"), self.any(0)))

    def called(self, depth=1):
        """What raises more often than not."""
        return self.one("(%s).nothing" % self.plain(), "%s(%s)" % (self.one("int", "str", "float", "bool", "list", "dict", "tuple", "len", "abs", "type", "repr"), self.any(depth - 1)), "%s()" % self.plain(), "%s[%s]" % (self.any(depth - 1), self.any(0)),
                        "next(iter(%s))" % self.any(depth - 1), "next(iter(%s), %s)" % (self.list(depth - 1), self.plain()), "len(%s)" % self.plain(), "iter(%s) is None" % self.plain(), "getattr(%s, 'nothing', 5)" % self.plain(),
                        "%s(1, 2, 3, 4)" % self.one("len", "abs", "chr", "ord", "hash", "id", "callable", "isinstance", "repr"), "%s()" % self.one("len", "abs", "hash", "isinstance", "iter", "max", "sum", "zip", "sorted", "getattr", "range", "enumerate", "map"),
                        "hash(%s)" % self.one("[]", "{}", "set()", "([],)", "(1, 2)", "1.5", "frozenset({1})"), "range(%s, %s)" % (self.small(), self.one(self.small(), "None", "1.5", "'a'")), "(lambda x, y=2: (x, y))(%s)" % self.one("1", "1, 2, 3", "y=1", "x=1, z=2", "*[1, 2]", "**{'x': 1}", "1, x=2", "*1", "**1", ""),
                        "print(%s, sep=%s, end=%s)" % (self.any(depth - 1), self.one('"-"', "None", "1"), self.one('"\\n"', '"!\\n"', "None", "2")), "slice(%s, %s)" % (self.small(), self.small()),
                        "range(%s, %s)[%s]" % (self.small(), self.small(), self.one(self.small(), self.slice())), "isinstance(1, %s)" % self.plain(), "sum(%s)" % self.plain(), "len({%s})" % self.plain())

    # --- Statements --------------------------------------------------------------------------------

    def statement(self):
        v, w = self.any(2), self.any(1)
        return self.one(
            "v = %s\nprint(repr(v))" % v, "v = %s\nprint(repr(v))" % v, "v = %s\nprint(repr(v))" % v, "print(%s)" % v, "print(%s, %s)" % (v, w), "print(repr(%s))" % v,
            "v = %s\nv[%s] = %s\nprint(repr(v))" % (self.mixed(Values.list, 1), self.one(self.small(), self.slice()), w),
            "v = %s\nv[%s] = %s\nprint(repr(v), sys.getsizeof(v))" % (self.list(1), self.slice(), self.list(1)),
            "v = %s\ndel v[%s]\nprint(repr(v))" % (self.mixed(Values.list, 1), self.one(self.small(), self.slice())),
            "v = %s\nv %s= %s\nprint(repr(v))" % (v, self.random.choice(BINARY), w), "v = %s\nv += %s\nprint(repr(v), sys.getsizeof(v))" % (self.list(1), self.list(1)),
            "%s = %s\nprint(u, v)" % (self.one("u, v", "u, *v", "*u, v", "(u, w), *v", "[u, v]", "u = v"), v), "for u in %s:\n    print(repr(u))\nelse:\n    print('else')" % v,
            "for u, v in %s:\n    print(u, v)" % self.one(v, "(%s).items()" % self.dict(1), "enumerate(%s)" % self.list(1), "zip(%s, %s)" % (self.list(0), self.list(0))),
            "v = %s\nv.%s\nprint(repr(v))" % (self.list(1), self.one("append(%s)" % w, "extend(%s)" % w, "insert(%s, %s)" % (self.small(), w), "pop()", "pop(%s)" % self.small(), "remove(%s)" % w, "reverse()", "sort()", "sort(key=str, reverse=True)", "clear()", "index(%s)" % w)),
            "v = %s\nv.%s\nprint(repr(v), sys.getsizeof(v))" % (self.dict(1), self.one("update(%s)" % w, "update(k=%s)" % w, "pop(%s)" % w, "popitem()", "clear()", "setdefault(%s)" % w, "get(%s)" % w)),
            "v = set(%s)\nv.%s\nprint(sorted(v))" % ("[1, 2, 3]", self.one("add(%s)" % self.random.choice(INTS + ["[]", "(1, [])"]), "discard(%s)" % self.random.choice(INTS + ["{}"]), "remove(%s)" % self.random.choice(INTS), "update([5], {6})", "pop()")),
            "assert %s, %s" % (v, w), "print(sys.getsizeof(%s))" % v, "print(sys.getsizeof(%s), gc.is_tracked(%s))" % (v, w), "if %s:\n    print('yes')\nelse:\n    print('no')" % v,
            "def f(a, b=%s, *c, d=%s, **k):\n    return a, b, c, d, sorted(k)\nprint(f(%s))" % (w, self.plain(), self.arguments()), "def f(a, /, b, *, c):\n    return a, b, c\nprint(f(%s))" % self.arguments(),
            "raise %s" % self.one("ValueError(%s)" % w, "KeyError(%s)" % w, "TypeError", "IndexError(1, %s)" % w, "OSError(2, %s)" % w, "RuntimeError() from KeyError(1)", w, "AssertionError([%s])" % w, "StopIteration(%s)" % w, "SystemExit(%s) from None" % w))

    def arguments(self):
        """Of a call: positional ones first, no keyword twice."""
        first = [self.one(self.plain(), self.small(), "*%s" % self.list(0), "*'xy'") for i in range(self.random.randint(0, 3))]
        then = self.random.sample(["a=1", "b=2", "c=3", "d=4", "z=5", "**{'d': 1}", "**{'a': 2}", "**{1: 2}"], self.random.randint(0, 2))
        return ", ".join(first + sorted(then, key=lambda text: text[0] == "*"))
