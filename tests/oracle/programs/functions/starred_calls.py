# Calls with * and **: who holds the arguments, who dies when, also if the call fails.
import sys
class T:
    def __init__(s, n): s.n=n
    def __del__(s): print("del", s.n)
def take(a, *r, k=None, **kw):
    print("in", a.n, len(r), k, sorted(kw))
    del a
    print("out")
take(*[T(1), T(2)])
take(*(T(3),), **{"k": 5, "z": T(4)})
def wrap(f):
    def w(*a, **k):
        return f(*a, **k)
    return w
g = wrap(wrap(take))
g(T(5), T(6), x=T(7))
try:
    take(*[], **{"q": T(8)})
except TypeError as e:
    print(e)
try:
    take(*[T(9)], **{"a": T(10)})
except TypeError as e:
    print(e)
def f(*a): return f(*a)
try:
    f(1)
except RecursionError as e:
    print(str(e)[:30])
def nokw(x): return x.n
try:
    nokw(*[T(11)], **{"b": 1})
except TypeError as e: print(e)
try:
    nokw(*[T(11), T(12)])
except TypeError as e: print(e)
print(nokw(*[T(13)]), nokw(**{"x": T(14)}))
print([nokw(*x) for x in [[T(15)], (T(16),)]])
