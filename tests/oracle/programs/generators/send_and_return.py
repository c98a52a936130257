# send, return values, yield as an expression, StopIteration.
def average():
    total = count = 0
    result = None
    while True:
        value = yield result
        if value is None:
            return (total, count)
        total += value
        count += 1
        result = total / count
a = average()
print(next(a), a.send(10), a.send(20), a.send(3))
try:
    a.send(None)
except StopIteration as stop:
    print("returned", stop.value, stop.args)
try:
    next(a)
except StopIteration as stop:
    print("again", stop.value)
g = average()
try:
    g.send(5)
except TypeError as e:
    print(e)
def collect():
    results = []
    while len(results) < 2:
        results.append((yield from average()))
    return results
c = collect()
next(c)
for v in [1, 2, None, 30, None]:
    try:
        print("sent", v, "->", c.send(v))
    except StopIteration as stop:
        print("all", stop.value)
def empty():
    return 5
    yield
print(list(empty()))
try:
    next(empty())
except StopIteration as s:
    print(s.value)
def stops():
    yield 1
    raise StopIteration("inside")
try:
    list(stops())
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)
def running():
    yield next(g2)
g2 = running()
try:
    next(g2)
except ValueError as e:
    print(e)
def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2
i = ignores()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)
print([(yield_, n) for n, yield_ in enumerate("ab")])
