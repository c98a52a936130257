# With: __exit__ looked up before, deleted in the body; exceptions replaced in it.
class W:
    def __enter__(self):
        del W.__exit__
        return self
    def __exit__(self, *a):
        print("exit", a[0])
        return True
with W() as w:
    print("body")
    w = None
class X:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        global kept
        kept = v
        raise KeyError("from exit")
    def __del__(self): print("x gone")
try:
    with X(): raise ValueError("body")
except KeyError as e: print(repr(e.__context__), e.__context__ is kept)
kept = None
try:
    with 5: pass
except TypeError as e: print(e)
