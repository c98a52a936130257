# Cycles of contexts: raising what is in the chain of what is handled.
a, b, c = KeyError("a"), ValueError("b"), TypeError("c")
try:
    try:
        try: raise a
        except KeyError: raise b
    except ValueError: raise c
except TypeError:
    try: raise a
    except KeyError as e:
        x, n = e, 0
        while x and n < 10: print(repr(x)); x, n = x.__context__, n + 1
a.__context__ = a
try:
    try: raise a
    except KeyError: raise b
except ValueError as e: print(repr(e.__context__), e.__context__.__context__ is a)
b.__context__ = c; c.__context__ = b
try:
    try: raise b
    except ValueError: raise a
except KeyError as e: print(repr(e.__context__), repr(e.__context__.__context__))
