# Closures, comprehensions, stars, decorators, lambda, several bases, super().
import sys, gc, weakref
class N:
    def __init__(self, n=0): self.n = n
    def __del__(self): print("del", self.n)
def outer():
    x = N(1)
    def inner():
        nonlocal x
        x = N(2)
        return sys.getrefcount(x)
    print(inner(), sys.getrefcount(x))
    return inner
f = outer()
print(f())
del f
print("deleted")
sq = [i*i for i in range(5)]
print(sq, {i: i+1 for i in range(3)})
def va(a, *args, b=2, **kw):
    print(a, args, b, kw, sys.getrefcount(args), sys.getrefcount(kw))
va(1); va(1,2,3); va(1,2,b=3,c=4); va(*[1,2,3], **{'b': 5, 'd': 6})
print(*[1,2],3, sep="-")
first, *mid, last = [1,2,3,4]
print(first, mid, last)
*a, b = "xyz"
print(a, b, [*a, b, *mid], (*a, 1), {**{'a':1}, 'b':2})
print((lambda x, y=3: x+y)(1))
def deco(fn):
    def wrap(*a):
        print("call", fn.__name__)
        return fn(*a)
    return wrap
@deco
def g(x): return x*2
print(g(4))
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), [c.__name__ for c in D.__mro__])
if (n := len(sq)) > 3: print(n)
fs = [lambda: i for i in range(3)]
print([h() for h in fs])
def counter():
    c = 0
    def inc():
        nonlocal c
        c += 1
        return c
    return inc
k = counter(); k(); print(k())
gc.collect()
def rec():
    def r(n): return 1 if n < 2 else n * r(n-1)
    return r(5)
print(rec(), gc.collect())
class E_:
    y = 5
    z = [y for _ in range(2)] if 0 else 1
    def m(self): return __class__.__name__
print(E_().m())
print([N(i).n for i in range(3)])
x = 10
print([x for x in range(3)], x)
