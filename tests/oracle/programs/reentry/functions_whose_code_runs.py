# Functions whose code runs while they lose defaults, closure and name.
def f(a=[1], *, k=[2]):
    global f
    f.__defaults__ = None
    f = None
    return a, k
print(f())
def outer():
    x = [1]
    def g():
        nonlocal x
        y = x
        x = None
        return y
    return g
g = outer()
print(g(), g())
class D:
    def __del__(self): print("default gone")
def h(d=D()): h.__defaults__ = (1,); print("in h"); return d
r = h()
print("returned")
del r
print(h())
