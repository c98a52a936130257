# Each generator has what it is handling for itself; contexts; tracebacks.
def current():
    try:
        raise
    except BaseException as e:
        return None if "No active" in str(e) else e


def handles():
    try:
        raise ValueError("inner")
    except ValueError:
        print("in", repr(current()))
        yield 1
        print("in", repr(current()))
        try:
            raise KeyError("second")
        except KeyError as e:
            print(repr(e.__context__))
            yield 2
        print("in", repr(current()))
        yield 3
    print("in", repr(current()))
    yield 4


g = handles()
for i in range(4):
    print(next(g), current())
g = handles()
try:
    raise TypeError("outer")
except TypeError:
    for i in range(4):
        print(next(g), repr(current()))


def plain():
    print("sees", repr(current()))
    x = yield
    print("sees", repr(current()))
    try:
        yield
    except KeyError as e:
        print("context", repr(e.__context__))
        raise


g = plain()
next(g)
try:
    raise TypeError("caller's")
except TypeError:
    next(g)
    try:
        g.throw(KeyError("thrown"))
    except KeyError as e:
        print("context", repr(e.__context__))
        t = e.__traceback__
        while t:
            print(t.tb_frame.f_locals.get("x", "module") if t.tb_next else "last")
            t = t.tb_next


def again():
    try:
        yield
    except ValueError:
        yield
        raise


g = again()
next(g)
g.throw(ValueError("kept"))
try:
    next(g)
except ValueError as e:
    print("again", e, repr(e.__context__))


def nothing():
    try:
        raise
    except RuntimeError as e:
        print(e)
    yield


next(nothing())
try:
    raise LookupError("active")
except LookupError:
    def reraises():
        yield
        raise

    g = reraises()
    next(g)
    try:
        next(g)
    except LookupError as e:
        print("reraised", repr(e))


def caught(n):
    try:
        return f(n)
    except ZeroDivisionError as e:
        return repr(e)


def f(n):
    return 1 // n


print(caught(0), caught(1))


def closing():
    try:
        yield
    except GeneratorExit as e:
        print(repr(e.__context__))


g = closing()
next(g)
try:
    raise OSError("around")
except OSError:
    g.close()
