# A frame object that outlives its generator takes over the locals and the stack.
import gc, weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def loop(n):
    x = N(n)
    for i in [N(n + "a"), N(n + "b")]:
        yield (yield i)
def nest(n):
    x = N(n)
    try:
        raise ValueError(n)
    except ValueError as e:
        for i in [N(n + "a"), N(n + "b")]:
            yield i
def dele(n):
    x = N(n)
    yield from loop(n)
for f in loop, nest, dele:
    g = f(f.__name__)
    next(g)
    fr = g.gi_frame
    print(gc.get_count()[0] and 0, sorted(fr.f_locals))
    del g
    print("gone", sorted(fr.f_locals), gc.is_tracked(fr))
    del fr
    print("frame gone", gc.collect())
    g = f(f.__name__ + "2")
    fr = g.gi_frame
    next(g)
    g.send(None)
    r = weakref.ref(g, lambda r: print("weak"))
    l = [g, fr]
    l.append(l)
    del g, l
    print("collect", gc.collect())
    print(sorted(fr.f_locals))
    del fr
    gc.collect()
