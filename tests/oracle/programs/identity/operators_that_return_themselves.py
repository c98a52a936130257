# Which operators give back the object that they were given.
import sys
x, e, s = int("1000"), float("1.5"), "".join(["so", "me"])
print(x is int(x), e is float(e), e is +e, x is +x, x is abs(x), e is abs(e), x is x + 0, s is str(s))
print(+True, type(+True), abs(True), type(abs(True)), -x is -x)
class I(int): pass
class F(float): pass
i, f = I(5), F(2.5)
print(type(+i), type(abs(i)), type(+f), type(abs(f)), type(-i))
class A: pass
print(A.__dict__ == A.__dict__, A.__dict__ != A.__dict__, dict(A.__dict__) == A.__dict__, A.__dict__ == 5)
class S(str): pass
for bad in (5, S("x")):
    try:
        sys.intern(bad)
    except TypeError as error:
        print(error)
