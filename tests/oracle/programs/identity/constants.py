"""Equal constants are one object in all the code of a script."""
import sys
def f(): return "text one"
def g(): return "text one"
print(f() is g(), f() is "text one")
def f(): return (1, (2, "x y"))
def g(): return (1, (2, "x y"))
print(f() is g(), f()[1] is g()[1], (2, "x y") is f()[1])
def f(): return 1.5, -0.0, 0.0
print(f()[0] is 1.5, 0.0 is f()[2], -0.0 is f()[1])
def f(): return 1000 * 1000
def g(): return 1000000
print(f() is g(), f() is 1000000)
def f(): return "a" + "b c"
print(f() is "ab c")
def f(x): return x in [1, 2, 3]
def f(x): return [1000, 2000, 3000]
print(f(1)[0] is 1000, f(1) is f(1))
print(True is (1 == 1), 1 is True if False else 0)
class A:
    v = "class value x"
print(A.v is "class value x")
l = lambda: "lambda text y"
print(l() is "lambda text y")
def outer():
    def inner():
        return 123456
    return inner
print(outer()() is 123456, outer()() is outer()())
x = 257
y = 257
print(x is y, x is int("257"), x + 0 is y, 256 + 0 is 256)
s = "ab"
print(s + "" is s, s * 1 is s, s[:] is s, s[0:2] is s, "".join([s]) is s, str(s) is s)
t = (1, 2)
print(t[:] is t, t * 1 is t, t + () is t, tuple(t) is t, () + t is t)
u = "".join(["a", "b"])
print(chr(65) is "A", chr(233) is "\xe9", chr(300) is chr(300), "\u1234" is "\u1234")
print("é"[0] is "é", "aé"[1] is "é")
print(float("1.5") is 1.5, -5 is -5, 10 ** 2 is 100, 2 ** 8 is 256)
print("a b".split()[0] is "a", "xyz".split()[0] is "xyz", "a-b".replace("z", "y") is "a-b")
n = "name"
print(n is "name", n is A.__name__, A.__name__ is "A", f.__name__ is "f", outer.__name__ is "outer")
e_acute = chr(233)
print(e_acute is chr(233), "é" is e_acute)
def dflt(a=(1, 2), b="x y z"): return a, b
print(dflt()[0] is (1, 2), dflt()[1] is "x y z")
def kw(**k): return list(k)[0]
print(kw(abc_d=1) is "abc_d")
setattr(A, "".join(["dyn", "attr"]), 3)
print(A.dynattr)
