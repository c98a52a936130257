# is and id: one object or two.
a = []
b = []
c = a
print(a is b, a is c, a is not b)
print(id(a) == id(a), id(a) == id(c), id(a) == id(b))
print(None is None, True is True, a is not None)
x = 256
y = 255 + 1
print(x is y)
m = 257
n = m
print(m is n)
m = m + 1
print(m is n, n)
