def f(a, b, c):
    a, a = b, c
    a, b, a = c, b, a
    a, a, a = b, c, a
    a = a = b
    a = b = a = c
    _, _ = a, b
    x, _, _ = a, b, c
    return a
# ---
def f(a, b, c):
    (a, b), c = (b, c), a
    a, (b, c) = b, (c, a)
    [a, b] = [b, a]
    a, b = [b, a]
    a, = b,
    a, b, c, d = d, c, b, a
    a, b = b, a = c
# ---
def f(a, b):
    a, b.c = b, a
    a.b, c = a, b
    a[b], a[c] = 1, 2
    for a, a in b:
        pass
    for a, b in c:
        a = b
# ---
x = y = z
x, y = y, x = z
x[f()], y[g()] = h(), i()
f()[g()] = h()
f().a = g()
f()[g()] += h()
del f()[g()], h().a
# ---
f(a)(b, c=d(e), *f, **g)
{a(): b(), c(): d()}
{**a(), b(): c()}
[a(), *b(), c()]
a() < b() < c()
a() if b() else c()
a()[b():c():d()]
f(*a(), x=b(), **c())
