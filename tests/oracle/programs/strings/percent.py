# str % values: all conversions, flags, widths, precisions; mappings; what is refused and how.
import sys


class Named:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return "<" + self.name + ">"

    def __repr__(self):
        return "Named(" + repr(self.name) + ")"


n = Named("tea")
s = "some text"
one, two, half, minus = 1, 2, 0.5, -3
values = (1, "b", 2.5)
print("%d|%s|%f" % values, "%d" % one, "%5d|%-5d|%05d|%+d|% d" % (one, one, one, one, one))
print("%s" % n, "%r" % n, "%s and %r" % (n, n), "%10s|%-10s|" % (n, n), "%.3s|%8.2s|" % (s, s))
print(("%x %X %#x %#X %o %#o" % (255, 255, 255, 255, 8, 8)).replace("0x", "@"),
      ("%#010x|%-#10x|%#10x|" % (255, 255, minus)).replace("0x", "@"))
print("%i %u %ld %hd %Ld" % (1, 2, 3, 4, 5), "%.5d|%8.5d|%-8.3d|%08.3d" % (minus, minus, minus, minus))
for x in (0.0, -0.0, 1.5, -2.25, 1e10, 1.23456789e-7, float("inf"), float("-inf"), float("nan")):
    print("%f %e %g %F %E %G" % (x, x, x, x, x, x), "%.2f|%8.1f|%-9.3e|%+.0f|% g|%#.0f|%#g|%010.2f" % (x, x, x, x, x, x, x, x))
print("%d %i" % (2.9, -2.9), "%d" % True, "%s" % True, "%f" % True, "%5.1f%%" % 12.345, "%c%c%c" % ("a", 66, "\u20ac"))
print("%5c|%-5c|" % ("x", "y"), "%*d|%-*d|%.*f" % (5, one, 5, two, 2, half), "%*d|" % (-6, 1))
print("%(a)s %(b)05d %(a)r" % {"a": n, "b": 42}, "%(x)s" % {"x": (1, 2)}, "%(k(l))s" % {"k(l)": 1})
print("%s %%" % "done", "100%%" % (), "100%%" % {}, "plain" % (), "plain" % {}, "plain" % [])
print("%s" % [1, 2], "%s" % {"a": 1}, "%s" % (None,), "%s" % ((1, 2),), "%r %s" % ("it's", "it's"))
print("\u00e9\u20ac %s %5s|%-4s|%.1s" % ("\U0001f600", "\u00e9", "\u20ac", "\u20acx"))
print("%s" % s is s, "%r" % s is s, "%20s" % s is s, "%3s" % s is s, "%s%s" % (s, "") is s)
t = "plain"
print(t % () is t, t % {} is t, len("%s" % ""), "%s" % "x" is "%c" % "x")
text = "%s "
text %= 5
print(text, "%s" * 3 % (1, 2, 3), "%-10s|" % "ab" + "c", "a %s" % "b" "c")


def tell(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, str(e).replace("0x", "@"))


tell(lambda: "%d" % "x")
tell(lambda: "%d" % None)
tell(lambda: "%d" % n)
tell(lambda: "%x" % 1.5)
tell(lambda: "%o" % "8")
tell(lambda: "%f" % "x")
tell(lambda: "%e" % [])
tell(lambda: "%c" % "xy")
tell(lambda: "%c" % 1.5)
tell(lambda: "%c" % 0x110000)
tell(lambda: "%c" % -1)
tell(lambda: "%s %s" % one)
tell(lambda: "%s %s" % values)
tell(lambda: "%s %s" % values[:1])
tell(lambda: "plain" % one)
tell(lambda: "plain" % values)
tell(lambda: "%y" % one)
tell(lambda: "\u20ac %\u20ac" % one)
tell(lambda: "ab %" % one)
tell(lambda: "%5" % one)
tell(lambda: "%5." % one)
tell(lambda: "%l" % one)
tell(lambda: "%(a)s" % one)
tell(lambda: "%(a)s" % values)
tell(lambda: "%(a)s" % "text")
tell(lambda: "%(a)s" % {})
tell(lambda: "%(a)s" % [1])
tell(lambda: "%(a s" % {"a": 1})
tell(lambda: "%(a)" % {"a": 1})
tell(lambda: "%(a)s %s" % {"a": 1})
tell(lambda: "%s" % {})
tell(lambda: "%*d" % ("5", 1))
tell(lambda: "%.*f" % (2.0, 1))
tell(lambda: "%99999999999999999999d" % 1)
tell(lambda: "%.99999999999f" % 1.0)
tell(lambda: "%d" % float("inf"))
tell(lambda: "%d" % float("nan"))


class Bad:
    def __str__(self):
        raise ValueError("no text")

    def __repr__(self):
        return 5


tell(lambda: "a %s b" % Bad())
tell(lambda: "a %r b" % Bad())


class Asked:
    def __getitem__(self, key):
        return key + " found"


class Told(dict):
    pass


class Pair(tuple):
    pass


class Count(int):
    def __str__(self):
        return "count"


class Text(str):
    def __str__(self):
        return "text"


tell(lambda: "%(key)s %(other)s" % Asked())
tell(lambda: "plain" % Asked())
tell(lambda: "%(a)s" % Told(a=1))
tell(lambda: "%s-%s" % Pair((1, 2)))
tell(lambda: "%s %d" % (Count(5), Count(5)))
tell(lambda: "%s %r" % (Text("x"), Text("x")))
c = Count(7)
tell(lambda: "%s" % c)
tell(lambda: "%5d" % c)
tell(lambda: Text("<%s>") % 5)
plain = Text("plain")
print(plain % () is plain, type(Text("%s") % s), Text("%s") % s is s)
print(sys.getrefcount(plain), sys.getrefcount(s), sys.getrefcount(n))
