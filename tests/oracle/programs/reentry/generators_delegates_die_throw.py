# Generators: delegates that die, throw into what closes itself.
def inner():
    try: yield 1
    finally: print("inner done")
def outer():
    global i
    i = inner()
    yield from i
o = outer()
next(o)
i.close()
print(next(o, "end"))
o = outer()
next(o)
try: o.throw(KeyError("k"))
except KeyError as e: print(repr(e))
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self, *a): print("throw", len(a)); return 9
    def close(self): print("close"); raise ValueError("in close")
def d(): yield from It()
o = d(); next(o)
print(o.throw(KeyError))
try: o.close()
except ValueError as e: print(e)
o = d(); next(o); del o
print("after")
