# Every way to pass arguments, and how parameters get them.
def f(a, b=2, *args, c, d=4, **kwargs):
    return (a, b, args, c, d, sorted(kwargs.items()))
print(f(1, c=3), f(1, 5, 6, 7, c=3, d=8, z=9, y=10), f(c=1, a=2), f(*[1, 2, 3], **{"c": 4}))
def g(a, /, b, *, c=3):
    return a, b, c
print(g(1, 2), g(1, b=2, c=4), g(*(1, 2)), g(1, **{"b": 2}))
def only(*, k):
    return k
print(only(k=1), only(**{"k": 2}))
def rest(*args):
    return args
print(rest(), rest(1), rest(*"ab", *[1, 2], 3), rest(*{}, *range(2)))
def named(**kwargs):
    return kwargs
print(named(), named(a=1), named(**{"x": 1}, **{"y": 2}, z=3))
for bad in [lambda: f(), lambda: f(1), lambda: f(c=1), lambda: f(1, a=2, c=3), lambda: only(1), lambda: only(),
            lambda: rest(a=1), lambda: named(1), lambda: named(**{"a": 1}, a=2), lambda: g(1), lambda: rest(*5),
            lambda: named(**[1]), lambda: named(**{1: 2}), lambda: (lambda x: x)()]:
    try:
        print(bad())
    except TypeError as e:
        print(e)
def default_once(x=[]):
    x.append(len(x))
    return x
print(default_once(), default_once(), default_once([]), default_once())
order = []
def note(x):
    order.append(x)
    return x
f(note(1), note(2), *[note(3)], c=note(4), **{"z": note(5)})
print(order)
order.clear()
{note("k1"): note("v1"), note("k2"): note("v2")}
[note(1), *[note(2)], note(3)]
note(note)(note("arg"))
print([x if x is not note else "note" for x in order])
def swap(a, b):
    return b, a
x, y = swap(*swap(1, 2))
print(x, y)
def recursive(n, acc=()):
    return acc if n == 0 else recursive(n - 1, acc + (n,))
print(recursive(5))
def returns_none():
    return
def falls():
    pass
print(returns_none(), falls(), (lambda: None)())
print(f.__name__, f.__defaults__, (lambda: 0).__name__)
