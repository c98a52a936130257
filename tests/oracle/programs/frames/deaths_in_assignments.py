# Deaths in assignments.
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(a, b):
    a = None
    print("a gone")
    b, c = T("new b"), b
    print("swap")
    return c
r = f(T("A"), T("B"))
print("ret", r.n)
r = None
def g():
    x = y = T("xy")
    x = None
    print("x none")
    y = 1
    print("y one")
    z = [T("l0"), T("l1")]
    z[0], z[1] = z[1], z[0]
    z.pop().n
    print("popped")
    (a, b), c = (T("ta"), T("tb")), T("tc")
    del b
    print("del b")
    for i in (T("i1"), T("i2")):
        print(i.n)
    print("loop over")
g()
def h(t=T("default")):
    t = T("override")
    return lambda: t.n
print(h()())
del h
T("temp").n
T("a").n, T("b").n
_ = [T("c").n, T("d").n]
print({T("k").n: T("v").n})
print(T("e").n + T("f").n)
print(T("1").n if T("cond") else T("2").n)
print(T("x") and T("y") and "z")
a = b = c = T("abc")
a, b = 1, 2
c = 3
t = T("aug"); t.l = [T("in")]; t.l += [T("in2")]
t.l[0] = T("in3")
del t.l[:1]
t.l[0:0] = [T("in4")]
print("end")
