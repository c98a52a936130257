# A generator dies that has swallowed GeneratorExit: its frame, held by the exception's traceback, keeps what it had.
import gc
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def ignores(n):
    x = N(n)
    try: yield 1
    finally:
        yield 2
def catches(n):
    x = N(n)
    try: yield 1
    except BaseException as e:
        yield 2
def body(n):
    x = N(n)
    try:
        raise ValueError(n)
    except ValueError as e:
        yield 2
def loop(n):
    x = N(n)
    for i in [N(5), N(6)]:
        yield i
for f in ignores, catches, body, loop:
    gc.collect()
    g = f(f.__name__); next(g); del g
    print(f.__name__, gc.get_count(), gc.collect())
    g = f(f.__name__); next(g)
    print("x", gc.collect())
