# global, nonlocal, class bodies, comprehensions, late binding.
x = "global"
def outer():
    x = "outer"
    def inner():
        return x
    def change():
        nonlocal x
        x = "changed"
    class K:
        x = "class"
        y = x
        def method(self):
            return x
        z = [x for i in range(1)]
    change()
    return inner(), K.x, K.y, K().method(), K.z
print(outer(), x)
def set_global():
    global x, fresh
    x = "set"
    fresh = "new"
set_global()
print(x, fresh)
def unbound():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
unbound()
def deleted():
    y = 1
    del y
    try:
        y
    except UnboundLocalError as e:
        print(e)
deleted()
def free():
    def use():
        return later
    try:
        use()
    except NameError as e:
        print(e)
    later = 2
    return use()
print(free())
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step
a, b = counter(), counter()
print(a(), a(), b(), a(10), b(5))
def deep():
    v = 1
    def one():
        def two():
            nonlocal v
            v += 1
            return v
        return two
    return one()(), v
print(deep())
class A:
    n = 5
    items = [n * 2, (lambda: n)() if "n" in globals() else None]
print(A.items)
try:
    [missing for i in range(1)]
except NameError as e:
    print(e)
def args_shadow(list, str=str):
    return str(list)
print(args_shadow(5))
print((lambda *a, k=1, **kw: (a, k, sorted(kw)))(1, 2, k=3, z=4))
