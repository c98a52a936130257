# io.UnsupportedOperation is a class made by calling type(): messages tell it without its module.
def words():
    with open("names_of_io", "w") as f:
        try:
            f.read()
        except ValueError as e:
            x = e
    t = type(x)
    print(t, t.__name__, t.__qualname__, t.__module__, repr(x), t.__mro__)
    attempts = [
        lambda: x.y, lambda: t.y, lambda: x + 1, lambda: len(x), lambda: x(), lambda: 1 in x, lambda: x[0],
        lambda: [][x], lambda: x < x, lambda: -x, lambda: int(x), lambda: iter(x), lambda: [] + x, lambda: isinstance(1, x),
        lambda: hash([x]), lambda: sum([x]), lambda: super(t, 1), lambda: "" + x, lambda: "".join([x]), lambda: t[0],
    ]
    for attempt in attempts:
        try:
            attempt()
        except Exception as e:
            print(type(e).__name__, e)
    print(str(super(t, x))[:40])


words()
