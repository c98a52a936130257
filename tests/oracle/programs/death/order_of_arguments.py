# When arguments and temporaries of calls die.
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
    def hello(self):
        print("hello", self.name)
        return self
def take(*things):
    print("take", len(things))
def named(a, b=None, **rest):
    print("named", a.name, sorted(rest))
def give(x):
    return x
take(T("a"), T("b"))
print("-- 1")
named(T("c"), b=T("d"), z=T("e"), y=T("f"))
print("-- 2")
T("g").hello().hello()
print("-- 3")
give(give(T("h"))).hello()
print("-- 4")
x = give(T("i"))
print("-- 5")
x = give(T("j"))
print("-- 6")
[T("k"), T("l")][0].hello()
print("-- 7")
(T("m"), T("n"))[1].hello()
print("-- 8")
{"a": T("o"), "b": T("p")}["b"].hello()
print("-- 9")
take(*[T("q"), T("r")])
print("-- 10")
print(T("s").name, T("t").name)
print("-- 11")
lambda_result = (lambda p, q: q)(T("u"), T("v"))
print("-- 12")
del x, lambda_result
print("-- 13")
T("w") and T("x") or T("y")
print("-- 14")
z = T("1") if T("2") else T("3")
print("-- 15")
