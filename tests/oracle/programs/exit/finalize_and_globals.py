# At exit: a class without methods, names with underscores, values that die in order.
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
_first = T("_first")
b = T("b")
a = T("a")
_second = T("_second")
__dunder__ = T("__dunder__")
holder = [T("in list 1"), T("in list 2")]
d = {"x": T("in dict")}
def f(default=T("default")):
    return closure
closure = (lambda t: lambda: t)(T("in closure"))
a = T("a again")
print("last line")
