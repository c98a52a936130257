# next(), send(), return values, yield from, generator expressions, consumers.
import sys


def counter(a):
    x = yield a
    print("got", x)
    y = yield a + 1
    print("got", y)
    return 7


it = counter(1)
print(next(it), it.send(5))
try:
    it.send("z")
except StopIteration as e:
    print("stop", e.value, e.args)
try:
    next(it)
except StopIteration as e:
    print("stop", e.value, e.args)
print(next(it, "default"))
for v in counter(3):
    print(v)


def outer():
    r = yield from counter(10)
    print("r", r)
    r = yield from [1, 2]
    print("r", r)


print(list(outer()))
print([v for v in outer()])


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))
print(max(i for i in [3, 5, 1]), ",".join(str(i) for i in range(3)))
x, *y = (i for i in range(4))
print(x, y)
a, b = (i for i in "xy")
print(a, b)
print(2 in (i for i in range(5)), 9 in (i for i in range(3)))
print(*(i for i in range(3)))
print(tuple(i for i in range(3)), {i: i * i for i in (j for j in range(3))})
try:
    a, b = (i for i in range(3))
except ValueError as e:
    print(e)
try:
    a, b = (i for i in range(1))
except ValueError as e:
    print(e)


def deep(n):
    if n:
        yield from deep(n - 1)
    else:
        yield "bottom"


print(list(deep(300)))
try:
    list(deep(2000))
except RecursionError as e:
    print(e)


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


avg = averager()
next(avg)
print([avg.send(n) for n in (10, 20, 60)])


def source(target):
    for i in range(5):
        target.send(i)
    target.close()


def doubler(target):
    try:
        while True:
            target.send((yield) * 2)
    finally:
        print("doubler done")
        target.close()


def printer():
    try:
        while True:
            print("item", (yield))
    except GeneratorExit:
        print("printer done")


p = printer()
next(p)
d = doubler(p)
next(d)
source(d)
try:
    counter(1).send(3)
except TypeError as e:
    print(e)
print(sum(i * i for i in range(10)))
first = (print("evaluated") or n for n in [print("at once"), 2])
print("made")
print(next(first))
try:
    g = (i for i in 5)
except TypeError as e:
    print(e)
print(type(first), first.__name__, first.__qualname__, counter(1).__name__)
print(next(iter(first)), iter(first) is first)
