# Which equal constants are one object within one script.
a = 1000
b = 1000
print(a is b, a is 999 + 1, a is 1000)
def f():
    return 1000
def g():
    return 1000
print(f() is f(), f() is g(), f() is a)
x = "hello world"
y = "hello world"
print(x is y, "".join(["hello", " world"]) is x)
def text():
    return "hello world"
print(text() is text(), text() is x)
i = "identifier"
def ident():
    return "identifier"
print(ident() is i)
t = (1, 2, "x")
u = (1, 2, "x")
print(t is u, t == u)
def tup():
    return (1, 2, "x")
print(tup() is tup(), tup() is t)
print(1.5 is 1.5, -1.5 == -1.5)
fl = 2.5
print(fl is 2.5, fl is 5 / 2)
print(() is (), tuple() is (), tuple([]) is ())
print("" is "", str() is "", "a"[0:0] is "")
print("abc"[0] is "a", "abc"[1] is "xbx"[1])
e = "\u00e9"
print(e is "\u00e9", ("x" + e)[1] is e)
w = "\u20ac"
print(w is "\u20ac", ("x" + w)[1] is w)
print("a" * 5 is "aaaaa", "ab" + "cd" is "abcd")
n = 5
print("a" * n is "aaaaa", "a" * 1 is "a")
print(None is None, True is (1 == 1), ... is Ellipsis)
