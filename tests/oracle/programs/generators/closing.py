# close(), throw(), GeneratorExit, finally and with in generators that die.
import gc


class N:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


class Manager:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        print("enter", self.n)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.n, kind.__name__ if kind else None)


def with_finally():
    n = N("local")
    try:
        yield 1
        yield 2
    finally:
        print("finally")


def with_manager():
    with Manager("m"):
        yield 1
        yield 2


def plain():
    n = N("first")
    m = N("second")
    for i in [N("i1"), N("i2")]:
        yield i


for make in (with_finally, with_manager, plain):
    print("---", make.__name__)
    g = make()
    next(g)
    del g
    print("--")
    g = make()
    next(g)
    print(g.close(), g.gi_frame, g.close())
    g = make()
    g.close()
    print(list(g))
    g = make()
    next(g)
    try:
        g.throw(ValueError("x"))
    except ValueError as e:
        print("raised", e)
    print(next(g, "over"))
    g = make()
    try:
        g.throw(KeyError, "new")
    except KeyError as e:
        print("raised", repr(e))
    print(next(g, "over"))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
            return


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
del g


def returns():
    try:
        yield 1
    except GeneratorExit:
        return "value"


g = returns()
next(g)
print(g.close())


def catches():
    while True:
        try:
            x = yield 1
            print("sent", x)
        except ValueError as e:
            print("caught", e, repr(e.__context__))


g = catches()
next(g)
print(g.throw(ValueError("one")), g.throw(ValueError), g.throw(ValueError, "two"), g.send(3))
try:
    g.throw(TypeError)
except TypeError as e:
    print(repr(e))
for wrong in (5, "x", int):
    try:
        g.throw(wrong)
    except TypeError as e:
        print(e)
try:
    catches().throw(ValueError("a"), "b")
except TypeError as e:
    print(e)
try:
    catches().throw(ValueError, "b", 3)
except TypeError as e:
    print(e)


def inner():
    try:
        yield 1
    except ValueError as e:
        print("inner caught", e)
        yield "from inner"
    finally:
        print("inner finally")
    return "inner result"


def delegating():
    try:
        r = yield from inner()
        print("result", r)
        yield "after"
    except KeyError as e:
        print("outer caught", repr(e))
        yield "from outer"
    finally:
        print("outer finally")


g = delegating()
print(next(g), g.throw(ValueError("v")), next(g))
g.close()
g = delegating()
print(next(g), g.throw(KeyError("k")))
del g
g = delegating()
next(g)
g.close()


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        return "n"


class Full(Iterator):
    def send(self, value):
        print("send", value)
        if value == "stop":
            raise StopIteration("sent result")
        return value

    def throw(self, *args):
        print("throw", [a if isinstance(a, type) else repr(a) for a in args])
        return "thrown"

    def close(self):
        print("close")


def over(it):
    try:
        r = yield from it
        print("r", r)
    except ValueError as e:
        print("here", e)
        yield "caught"


g = over(Full())
print(next(g), g.send(4), g.throw(ValueError("t")), g.throw(ValueError, "u"))
g.close()
g = over(Full())
next(g)
try:
    g.throw(GeneratorExit)
except GeneratorExit as e:
    print("exit", repr(e))
g = over(Full())
next(g)
try:
    g.send("stop")
except StopIteration:
    print("stopped")
g = over(Iterator())
print(next(g), g.throw(ValueError("t")))
g = over(Iterator())
next(g)
try:
    g.send(1)
except AttributeError as e:
    print(e)
g.close()


def raising():
    yield 1
    raise StopIteration("q")


try:
    list(raising())
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)


def running():
    try:
        next(me)
    except ValueError as e:
        print(e)
    try:
        me.close()
    except ValueError as e:
        print(e)
    try:
        me.throw(KeyError)
    except ValueError as e:
        print(e)
    yield me.gi_running


me = running()
print(next(me), me.gi_running)


def swallow():
    try:
        yield
    finally:
        raise KeyError("in finally")


g = swallow()
next(g)
try:
    g.close()
except KeyError as e:
    print(repr(e), repr(e.__context__))
g = swallow()
next(g)
del g
print("end")
