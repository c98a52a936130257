# Exceptions' attributes, arguments, texts.
class E(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code
    def __str__(self):
        return "E" + str(self.code)
for e in [ValueError(), ValueError("one"), ValueError("one", 2), KeyError("k"), KeyError(1, 2), E(5), E(6, "x"), OSError("plain"), StopIteration(3), IndexError([1])]:
    print(type(e).__name__, e.args, str(e), repr(e))
e = ValueError("a")
e.extra = 1
e.args = ("b", "c")
print(e, e.extra, e.__dict__, e.__cause__, e.__context__, e.__traceback__, e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise E(7) from z
except E as caught:
    print(caught, repr(caught.__cause__), caught.__cause__ is caught.__context__, caught.__suppress_context__)
try:
    raise ValueError
except Exception as v:
    print(repr(v), v.args, v.__traceback__ is not None)
try:
    raise "text"
except TypeError as t:
    print(t)
try:
    raise ValueError("x") from 5
except TypeError as t:
    print(t)
try:
    raise
except RuntimeError as r:
    print(r)
def nested():
    try:
        raise KeyError("inner")
    finally:
        raise IndexError("outer")
try:
    nested()
except IndexError as i:
    print(repr(i.__context__), i.__cause__)
try:
    try:
        raise ValueError("first")
    except ValueError as a:
        b = a
        raise b
except ValueError as c:
    print(c is b, c.__context__)
new = b.with_traceback(None)
print(new is b, b.__traceback__)
print(issubclass(FileNotFoundError, OSError), issubclass(KeyError, LookupError), ZeroDivisionError.__mro__[1].__name__, isinstance(E(1), Exception))
