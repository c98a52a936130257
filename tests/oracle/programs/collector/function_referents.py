# What the collector sees of functions.
import gc
def outer():
    x = []
    def f(a=[1], *, b={2: 3}):
        "doc"
        return x
    return f
f = outer()
f.attr = 1
print([type(o).__name__ for o in gc.get_referents(f)])
def g(): pass
print([type(o).__name__ for o in gc.get_referents(g)])
print([type(o).__name__ for o in gc.get_referents(lambda: 1)])
