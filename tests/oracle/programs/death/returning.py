# Objects of a call that returns early, falls through, or returns one of its own.
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def early(n):
    a = T("a")
    if n == 0:
        return
    b = T("b")
    if n == 1:
        return b
    c = T("c")
    for i in range(3):
        d = T("d" + str(i))
        if i == n:
            return a
    return [a, b, c]
for n in range(5):
    print("-- early", n)
    r = early(n)
    print("returned")
    r = None
def nested():
    x = T("x")
    def inner():
        y = T("y")
        return x
    z = T("z")
    return inner()
print("-- nested")
r = nested()
print(r.name)
r = None
def rebind(p):
    print("in")
    p = T("new p")
    print("out")
print("-- rebind")
rebind(T("old p"))
def delete(p):
    print("in")
    del p
    print("out")
print("-- delete")
delete(T("p"))
def swallow():
    try:
        t = T("t")
        return t.name
    finally:
        print("finally")
print("-- swallow")
print(swallow())
