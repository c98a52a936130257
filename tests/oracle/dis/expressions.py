1 + 2
x = 1 + 2 * 3 - 4
x = 2 ** 10
x = -1
x = -(1)
x = ~5
x = +3
x = not 1
x = 7 // 2, 7 % 3, -7 // 2, -7 % 3
x = 1 << 5, 256 >> 2, 5 & 3, 5 | 3, 5 ^ 3
x = 1 / 2
x = 2 ** -1
x = 2.5 * 2
x = 7.5 // 2, -7.5 % 2
x = True + True
x = True & False
# ---
x = 1 / 0
x = 1 // 0
x = 1 % 0
x = 1 << -1
x = "a" - "b"
x = -"a"
# ---
x = "a" + "b"
x = "ab" * 3
x = 3 * "ab"
x = "ab" * 0
x = (1, 2) + (3,)
x = (1,) * 3
x = "abc"[1]
x = "abc"[-1]
x = "abc"[5]
x = (1, 2, 3)[0]
x = "äöü"[1]
x = b"ab"[0]
# ---
x = a + b + c - d
x = a + b * c
x = (a + b) * (c - d)
x = a ** b ** c
x = -a ** b
x = -a + ~b - +c
x = a // b % c / d
x = a & b | c ^ d << e >> f
x = 1 + a + 2
x = a + 1 + 2
x = 1 + 2 + a
# ---
x = a < b
x = a == b != c
x = a < b <= c > d >= e
x = a is b
x = a is not b
x = a in b
x = a not in b
x = not a in b
x = not a is b
x = not a == b
# ---
x = a in [1, 2, 3]
x = a in (1, 2)
x = a in {1, 2, 3}
x = a in [b, c]
x = a in {b, c}
x = a in [1, *b]
x = a not in []
# ---
x = a and b
x = a or b or c
x = a and b or c and d
x = not a
x = not not a
x = not (a and b)
x = (a or b) and (c or d)
# ---
def f(a, b, c):
    x = a and b
    return a or b and c
# ---
x = a if b else c
x = a if b else c if d else e
x = (a if b else c) if d else e
x = a if not b else c
x = a if b and c else d
x = 1 if True else 2
x = 1 if 0 else 2
# ---
f()
f(1)
f(a, b)
f(a=1)
f(a, b=c, d=e)
f(*a)
f(a, *b)
f(*a, *b)
f(a, *b, c, *d)
f(**k)
f(a=1, **k)
f(**k, a=1)
f(**k, **l)
f(a, *b, c=d, **e)
f(a=1, b=2, **k)
f(*a, b=1)
f(1, *(2, 3))
# ---
a.f()
a.f(1, b=2)
a.b.c(d)
a.f(*b)
a.f(**b)
a().b().c()
a[0].b()
"".join(x)
(a.b)()
# ---
def f(a):
    a.b(c).d(e.f)
    print(a, sep="")
    print(*a, sep="")
# ---
a
.5
a.b.c.d
a[b]
a[b][c]
a[b:c]
a[:]
a[b:]
a[:c]
a[b:c:d]
a[::]
a[b, c]
a[b:c, d]
a[-1]
a[(1, 2)]
a[1, 2]
a[...]
a[*b]
# ---
x = ()
x = 1,
x = (1, 2)
x = (1, a)
x = (a, b, c)
x = (1, (2, 3))
x = (1, (2, a))
x = (*a,)
x = (*a, b)
x = (a, *b)
x = 1, 2, *a
# ---
x = []
x = [1]
x = [1, 2]
x = [1, 2, 3]
x = [1, "a", None, True, 1.5, ...]
x = [1, 2, a]
x = [a, b]
x = [*a]
x = [a, *b, c]
x = [*a, *b]
x = [(1, 2), (3, 4), (5, 6)]
x = [[1, 2, 3], [4, 5, 6]]
x = [-1, -2, -3]
# ---
x = {1}
x = {1, 2}
x = {1, 2, 3}
x = {a, b}
x = {*a}
x = {a, *b}
x = {1, 1.0, True, 2}
# ---
x = {}
x = {1: 2}
x = {1: 2, 3: 4}
x = {"a": b, "c": d}
x = {a: b}
x = {a: b, c: d}
x = {**a}
x = {**a, **b}
x = {a: b, **c}
x = {"a": 1, "b": 2, **c, "d": 3}
x = {1: a, b: 2}
# ---
x = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: 15, 16: 16, 17: 17, 18: 18}
# ---
x = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: 15}
# ---
x = [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a]
x = (a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)
x = {a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a}
# ---
f(a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)
f.g(a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)
f(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15, p=16)
f(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15)
# ---
x = f"a{b}c"
x = f"{a}"
x = f"{a!r}{b!s}{c!a}"
x = f"{a:>10}"
x = f"{a:{b}}"
x = f"{a:{b}.{c}f}"
x = f"{a=}"
x = f"{a = }"
x = f"{a=!s}"
x = f"{a=:5}"
x = f"{{}}"
x = f"{{{a}}}"
x = f""
x = f"a" "b" f"{c}" "d"
x = "a" f"b"
x = f'{a["b"]}'
x = f"{a["b"]}"
x = f"{f"{a}"}"
x = f"{a, b}"
x = f"{lambda_}"
x = rf"\d{a}\n"
x = f"\n{a}\t{{\x41"
x = f"""
{a
}
  {b}"""
x = f"{a!r:^{w}}"
x = f"{ {1: 2}[1] }"
x = f"{(lambda x: x)(1)}"
x = f"{x:%H:%M}"
x = f"{3.14:10.10}"
x = f"{a:\n}"
# ---
x = f"{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}"
# ---
x = "%s" % (a,)
x = "%s %s" % (a, b)
x = "%r-%a" % (a, b)
x = "%5s|%-5s|%.3s" % (a, b, c)
x = "%d" % (a,)
x = "%%%s" % (a,)
x = "%s" % a
x = "%s%s" % (a,)
x = "%s" % ()
x = "abc" % ()
x = "%s" % (1,)
x = "%s" % (*a,)
x = "%s" % (a,) + b
# ---
(x := 1)
print(y := x + 1)
if (n := f()) > 1:
    n
while (c := g()):
    c
x = [y := 1, y ** 2]
# ---
def f():
    if x := g():
        return x
    return [z for w in q if (z := w)]
# ---
0xFF, 0o17, 0b101, 1_000, 1e3, 1.5e-3, .5, 5., 1_0.0_1, 0, 00, 0_0
x = 9223372036854775807, -9223372036854775808
# ---
'a', "b", '''c''', """d
e""", r'\n', '\n\t\\\'\"\x41\u00e9\U0001F600\101\0', 'a\
b', u'x', "ä", '\q'
b'a', b"\x00\xff", rb'\x00', Rb"x", b'a' b'b'
# ---
x = True, False, None, ..., __debug__
if __debug__:
    a
# ---
x = 0, 0.0, -0.0, False, 1, 1.0, True
x = (0, 0.0), (0.0, 0), (False, 0)
x = "a", b"a"
# ---
x = yield_ = 1
match = 1
case = match
type = 2
_ = type
print(match, case, type)
match(x)
match[x]
match.x
type(x)
match, case = 1, 2
match * 2
# ---
a if b else lambda: c
lambda: 0
lambda x: x
lambda x, y=1, *a, z=2, **k: (x, y, a, z, k)
lambda *, a: a
lambda: (yield)
lambda: (yield from a)
# ---
[*a, *b][0]
a = *b, c
a = b = *c,
for x in *a, b:
    pass
def f():
    return *a, b
def g():
    x = yield *a, b
# ---
a.b[c].d(e)(f)[g].h = i
a(b)[c] += d
a().b += c
del a().b, a()[b]
# ---
x = (a.
     b.
     c)
y = (a
     .b()
     .c(1,
        2)
     .d)
(a
 .b) = 1
(a
 .b) += 1
# ---
x = ((a))
x = (((1, 2)))
x = (a), (b)
x = (a)(b)
x = [(a)]
(a) = 1
(a.b) = 2
(a[b]) = 3
# ---
x = a if a is None else b
x = a is None or b
x = a is not None and b
# ---
def f(x):
    return x is None
def g(x):
    if x is None or x == 1:
        return 2
    return x if x is not None else 3
# ---
def f(x):
    y = [1, 2, 3]
    y[0] = x
    y[1:] = x
    z = y[0], y[1:], y[::2]
    return z
# ---
x = "%200s" % (a,)
x = "%99s" % (a,)
x = "%-99r" % (a,)
x = "%.99s" % (a,)
x = "%.100s" % (a,)
x = "%09s" % (a,)
x = "%0s" % (a,)
x = "%.s" % (a,)
x = "%5.3s" % (a,)
x = "%-5.3s" % (a,)
x = "%+s" % (a,)
x = "%(a)s" % (a,)
x = "%" % (a,)
x = "a%" % (a,)
x = "%s%" % (a,)
x = "%5%" % (a,)
