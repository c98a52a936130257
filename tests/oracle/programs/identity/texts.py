# Interned and not interned texts.
import sys
a = "some_name"
b = "".join(["some", "_name"])
print(a == b, a is b)
c = sys.intern(b)
print(c is a, c is b)
d = "".join(["fresh ", "text"])
e = "".join(["fresh ", "text"])
print(d is e, sys.intern(d) is d, sys.intern(e) is d)
class X:
    pass
x = X()
setattr(x, "".join(["at", "tr"]), 1)
print([k is "attr" for k in x.__dict__])
def f(parameter):
    local = 1
    return "local"
print(f.__name__ is "f", f(1) is "local")
s = "abc"
print(s[:] is s, str(s) is s, s + "" is s, "" + s is s, s * 1 is s)
print(s.strip() is s, s.lower() is s, s.replace("x", "y") is s, s.upper() == "ABC")
print(f"{s}" is s, "{}".format(s) is s, "".join([s]) is s)
print(s.ljust(2) is s, s.zfill(2) is s, s.center(1) is s if hasattr(s, "ljust") and False else True)
t = (1, 2)
print(t[:] is t, tuple(t) is t, t + () is t, () + t is t, t * 1 is t)
l = [1]
print(l[:] is l, list(l) is l, l * 1 is l)
g = frozenset
print("a b".split()[0] is "a", "xyz".split()[0] == "xyz")
u = "one-char"
print(u[0] is "o", u[-1] is "r", [ch is "c" for ch in u][4])
print(chr(97) is "a", chr(233) is "\u00e9", chr(8364) is chr(8364))
