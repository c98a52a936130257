# Decorators: order, arguments, state, classes, stacking.
log = []
def plain(f):
    log.append("decorate " + f.__name__)
    def call(*args, **kwargs):
        log.append("call " + f.__name__)
        return f(*args, **kwargs)
    return call
def tagged(tag):
    log.append("tag " + tag)
    def decorate(f):
        log.append("apply " + tag)
        def call(*args):
            return tag + ":" + str(f(*args))
        return call
    return decorate
@tagged("outer")
@tagged("inner")
def add(a, b):
    return a + b
print(add(1, 2), log)
log.clear()
class Counter:
    def __init__(self, f):
        self.f, self.n = f, 0
    def __call__(self, *args):
        self.n += 1
        return self.f(*args)
@Counter
def square(x):
    return x * x
print(square(3), square(4), square.n)
def register(cls):
    registry[cls.__name__] = cls
    return cls
registry = {}
@register
class Thing:
    @plain
    def method(self, x=1):
        return self, x
t = Thing()
print(t.method(5)[0] is t, t.method()[1], registry["Thing"] is Thing, log)
def memo(f):
    cache = {}
    def call(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    call.cache = cache
    return call
@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), len(fib.cache))
def once(f):
    result = []
    def call():
        if not result:
            result.append(f())
        return result[0]
    return call
@once
def expensive():
    print("computed")
    return [1]
print(expensive() is expensive())
f = lambda x: x
g = plain(f)
print(g(1), log[-1])
