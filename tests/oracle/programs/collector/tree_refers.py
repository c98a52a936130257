# While the script runs, the list of its syntax tree refers to the constants that stand in it.
import gc


def given(x, what=ValueError):
    y = -3.5
    return (15.5, 16.5), y


def text():
    return "more text here"


a, b, c, d, e = 1000.5, "some text", (1, 2.5, "x y"), b"bytes", 123456
u, (w, t) = text(), given(1)
gc.collect()
for x in (a, b, c, d, e, u, w, w[0], t, c[1]):
    print([type(r).__name__ for r in gc.get_referrers(x)])
found = [r for r in gc.get_referrers(w) if type(r) is list]
print(len(found), gc.is_tracked(found[0]), any(r is w for r in found[0]))
