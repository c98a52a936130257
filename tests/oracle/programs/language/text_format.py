# Format specs, in f-strings, format() and str.format().
class Point:
    def __init__(self):
        self.x = 3
        self.items = {"k": ["v", "w"]}

    def __str__(self):
        return "a point"

    def __repr__(self):
        return "Point()"


n = 1234567
print(f"{n:d}|{n:12}|{n:<12}|{n:^12}|{n:+}|{-n: }|{n:012}|{-n:012,}|{n:,}|{n:_}|{n:=+12}|{n:*^+14,}")
print(f"{n:x}|{n:X}|{n:#x}|{n:#X}|{n:o}|{n:#o}|{n:b}|{n:#b}|{n:_x}|{-n:#020x}|{n:#_b}".replace("0x", "0(x)"))
print(f"{65:c}|{233:c}|{8364:>3c}|{True}|{True:5}|{True:d}|{0:,}|{1234:08,}|{1234:09,}|{-9223372036854775807:,}")
print(f"{n:e}|{n:.2f}|{n:,.1f}|{n:g}|{n:%}|{n:.3g}")
x = 1234.5678
print(f"{x}|{x:}|{x:f}|{x:.2f}|{x:.0f}|{x:e}|{x:.3e}|{x:g}|{x:.3g}|{x:%}|{x:.1%}|{x:,}|{x:,.2f}|{x:_}")
print(f"{x:10.1f}|{x:<10.1f}|{x:^10.1f}|{x:010.1f}|{-x:010.1f}|{x:+.1f}|{x: .1f}|{x:*=+12.1f}|{-x:020,.2f}")
print(f"{x:.2}|{x:.5}|{x:.20}|{1.0:.1}|{1e16:.3}|{1e16}|{1e16:#}|{0.5:.0f}|{1.5:.0f}|{2.5:.0f}|{1.0:#.0f}|{1.0:#g}")
print(f"{0.0001:g}|{0.00001:g}|{1e5:g}|{1e6:g}|{1e100:f}|{5e-324:.3e}|{-0.0:.1f}|{-0.01:z.1f}|{1e300:.2E}|{1.5:G}")
inf = float("inf")
nan = float("nan")
print(f"{inf}|{-inf:f}|{nan:08.1f}|{inf:+E}|{nan:%}|{inf:,}|{-inf:08}|{nan:F}")
s = "häß"
print(f"{s:5}|{s:>5}|{s:^6}|{s:*<6}|{s:.2}|{s:>5.1}|{s:s}|{s:é^7}|{s:05}|{'':3}|{s!r:>8}|{s!s:.1}|{Point()!s:>9}")
w, p = 9, 3
print(f"{x:{w}.{p}}|{s:{'>'}{w}}|{Point()}|{x = :.1f}|{n = !r:>9}|{None!s:6}|{[1]!r:>6}")

print(format(5), format(5, ""), format("a", "3"), format(2.5, ".2f"), format(None, ""), format(Point(), ""), format(True, "x"))
print("{}-{}".format(1, "b"), "{1}{0}".format("a", "b"), "{a}{b!r}".format(a=1, b="x"), "{{}}{}}}".format(1))
print("{0:>5}|{0:<5}|{1:.2f}|{0!s:^5}".format(7, 2.345), "{:{}}|{:>{w}}".format("a", 3, "b", w=4))
print("{0.x} {0.items[k][1]} {p.x:03} {l[0]} {d[a b]}".format(Point(), p=Point(), l=[9], d={"a b": 1}))
print("{0!s} {0!r} {}".replace("{}", "").format(Point()), "é{}日".format("€"), "".format(), "plain".format(1))
t = "".join(["te", "xt"])
print(format(t, "") is t, f"{t:2}" is t, f"{t:.9}" is t, f"{t:9}" is t, "{}".format(t) is t, "{} ".format(t) is t, t.format() is t)
