"""Dicts that change while they are walked."""


class C:
    pass


def attempt(d, change, steps=10):
    seen = []
    try:
        for k in d:
            seen.append(k)
            change(d, k)
            if len(seen) > steps:
                seen.append("stop")
                break
    except RuntimeError as error:
        print(seen, error)
    else:
        print(seen, list(d))


def grow(d, k):
    d["new" + str(len(d))] = 1


def move(d, k):
    v = d.pop(k)
    d[k] = v


def other(d, k):
    v = d.pop(k)
    d[k + "x"] = v


def drop(d, k):
    del d[k]


def change_value(d, k):
    d[k] = 7


def general(d, k):
    v = d.pop(k)
    d[len(k)] = v


for f in (grow, move, other, drop, change_value, general):
    attempt({"a": 1, "b": 2, "c": 3}, f)
    x = C()
    x.a, x.b, x.c = 1, 2, 3
    attempt(x.__dict__, f)
d = {"a": 1, "b": 2}
for v in d.values():
    d["a"] = v + 1
print(d)
try:
    for pair in d.items():
        d.pop("a", None)
except RuntimeError as error:
    print(error)
x = C()
x.one, x.two = 1, 2
y = C()
y.one, y.two, y.three = 1, 2, 3
for k in y.__dict__:
    print(k)
    if k == "one":
        del y.one
        y.four = 4
