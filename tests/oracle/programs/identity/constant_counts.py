"""How many references constants have: code, the syntax tree, tuples."""
import sys
g = sys.getrefcount
print(g((1, 2)), g("some text"), g(12345), g(1.5), g((1, 2)), g("mortal_word"), g("x"), g(""), g(7), g(None), g(()))
print(g("some text"), g("some text"), g(12345))
a = "hello_world"
print(g(a), g("hello_world"))
def f():
    return "hello_world"
print(g(f()), g(a))
def h():
    x = "local text here"
    return g(x)
print(h(), h())
def k(p="default text", q=("a b", 99999)):
    return g(p), g(q), g(q[0]), g(q[1])
print(k())
t = ("only in tuple", 77777, (1.25, "in inner"))
print(g(t), g(t[0]), g(t[1]), g(t[2]), g(t[2][0]), g(t[2][1]))
print(g("abc" "def"), g("abc def" * 2), g(2 ** 40), g(1 + 2.5), g(-12345), g(-1.5))
print(g(f.__name__), g("f"), g("k"), g("hh"))
class C:
    "doc of C"
    attr = "attr value"
    longname = 5
print(g(C.__doc__), g(C.attr), g(C.__name__), g("longname"), g("attr value"))
x = C()
x.some_attribute = 1
print(g("some_attribute"))
d = {"key one": 1, "keytwo": 2}
print([g(s) for s in d], g("keytwo"))
print(g(k.__defaults__), g(1000000), g(-5), g(256), g(257), g(-6))
def w(a, b):
    "docstring here"
    for i in (1.5, 2.5):
        pass
    return a in ("x y", "z w")
print(g(w.__doc__), g(f"abc{1}"), g(f"{a}"))
b = a
print(g(a))
l = ["elem one", "elemtwo", 3.5]
print([g(e) for e in l])
for e in l:
    print(g(e))
l2 = [1, 2, 3]; l3 = [1, 2, 3]
print(sys.getsizeof(l2))
print(g(True))
print(a is "hello_world", "a b" is "a b", 1.5 is 1.5, (1, 2) is (1, 2))
