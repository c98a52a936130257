# Names: local, global, built-in.
x = "module"
def read():
    return x
def shadow():
    x = "local"
    return x
def write():
    global x, y
    x = "written"
    y = "made"
print(read(), shadow(), read())
write()
print(x, y)
def outer():
    z = 1
    def inner(a):
        return a + 1
    return inner(z)
print(outer())
len = 5
print(len)
del len
print(len("abc"))
