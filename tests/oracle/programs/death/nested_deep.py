# How deep repr(), == and hash() may go.
def nest(n, make):
    x = make(None)
    for i in range(n - 1):
        x = make(x)
    return x
def attempt(what, f):
    try:
        r = f()
        print(what, type(r).__name__, len(r) if isinstance(r, str) else r if isinstance(r, bool) else "")
    except RecursionError as e:
        print(what, "RecursionError:", e)
lists = lambda x: [] if x is None else [x]
tuples = lambda x: () if x is None else (x,)
dicts = lambda x: {} if x is None else {1: x}
for make in (lists, tuples, dicts):
    for n in (2010, 10100) if make is lists else (2010,):
        x = nest(n, make)
        y = nest(n, make)
        attempt(("repr", n), lambda: repr(x))
        attempt(("str", n), lambda: str(x))
        attempt(("==", n), lambda: x == y)
        attempt(("!=", n), lambda: x != y)
for n in (2500, 11000):
    x = nest(n, tuples)
    y = nest(n, tuples)
    print(n, hash(x) == hash(y))
x = nest(10100, tuples)
attempt("<", lambda: x < nest(10100, tuples))
t = int
for i in range(9000):
    t = (t,)
print(isinstance(1, t), issubclass(int, t))
for i in range(3000):
    t = (t,)
attempt("isinstance", lambda: isinstance(1, t))
attempt("issubclass", lambda: issubclass(int, t))
