# try, finally and return: which objects are alive when.
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def a():
    try:
        return T("a1")
    finally:
        print("finally a")
def b():
    try:
        return T("b1")
    finally:
        return T("b2")
def c():
    for i in range(2):
        try:
            t = T("c" + str(i))
            continue
        finally:
            print("finally c", i)
def d():
    while True:
        try:
            t = T("d")
            break
        finally:
            print("finally d")
    print("after loop")
def e():
    try:
        raise ValueError(T("e"))
    except ValueError as x:
        print("handler")
    finally:
        print("finally e")
def f():
    try:
        raise ValueError(T("f1"))
    finally:
        return T("f2")
def g():
    try:
        return "try"
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        t = T("g")
for call in [a, b, c, d, e, f, g]:
    print("-- call")
    result = call()
    print("back")
    result = None
