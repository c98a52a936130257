# Exceptions: __traceback__ replaced while they are raised and handled.
def f():
    raise ValueError("x")
try: f()
except ValueError as e:
    tb = e.__traceback__
    e.__traceback__ = None
    try: raise e
    except ValueError as e2:
        print(e2 is e, e2.__traceback__.tb_next)
        e2.__traceback__ = tb
        n = 0
        while tb: tb, n = tb.tb_next, n + 1
        print(n)
    try: raise e.with_traceback(None)
    except ValueError as e3: print(e3.__traceback__.tb_lineno)
try: e
except NameError: print("no e")
try: ValueError("x").__traceback__ = 5
except TypeError as e: print(e)
try: ValueError("x").__context__ = 5
except TypeError as e: print(e)
try: ValueError("x").__cause__ = 5
except TypeError as e: print(e)
