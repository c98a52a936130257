# Finally, with and generators: close() while it is running or waits.
def g():
    try:
        yield 1
    finally:
        try: it.close()
        except ValueError as e: print(e)
        try: next(it)
        except ValueError as e: print(e)
        print("closing")
it = g()
next(it)
it.close()
it = g()
next(it)
keep = it
del keep
def h():
    try: yield
    except GeneratorExit:
        yield 5
it2 = h()
next(it2)
try: it2.close()
except RuntimeError as e: print(e)
def k():
    try: yield 1
    finally: print("k ends")
x = k(); next(x); x = None
it = None
def own():
    global me
    me = None
    yield 7
me = own()
print(next(me), me)
