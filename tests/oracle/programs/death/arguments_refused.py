# Arguments die after the call returns, in order; kwargs, varargs.
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(a, b=None, *c, d=None, **e):
    print("in")
    del b
    a = None
    print("out")
f(T("a"), T("b"), T("c"), d=T("d"), e=T("e"))
print("--")
f(*[T(1), T(2), T(3)], **{"d": T(4), "z": T(5)})
print("--")
def g(a, b): return b
g(T("a"), T("b")).n
print("--")
x = g(T("a"), g(T("c"), T("d")))
print(x.n)
try:
    f(T("x"), T("y"), d=T("z"), a=T("dup"))
except TypeError as e:
    print(e)
try:
    g(T(1), T(2), T(3))
except TypeError as e:
    print(e)
try:
    g(T(1), q=T(2))
except TypeError as e:
    print(e)
print("end")
