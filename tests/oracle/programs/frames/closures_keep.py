# What closures keep: cells, not frames.
import gc, sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def make():
    kept = T("kept")
    lost = T("lost")
    def get():
        return kept.name
    return get
get = make()
print("made")
print(get(), len(get.__closure__))
get = None
print("-- shared")
def counter():
    state = [T("state")]
    def put(x):
        state.append(x)
        return len(state)
    def size():
        return len(state)
    return put, size
put, size = counter()
print(put(T("x")), size())
put = None
print(size())
size = None
print("-- rebinding")
def rebind():
    x = T("first")
    def change(y):
        nonlocal x
        x = y
    change(T("second"))
    print("changed")
    return change
c = rebind()
c(T("third"))
print("before del")
del c
print("-- recursive: a cycle")
def recursive():
    t = T("in cycle")
    def again(n):
        return t.name if n == 0 else again(n - 1)
    return again(2)
gc.disable()
gc.collect()
print(recursive())
print("collect", gc.collect())
print("-- loop variable")
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
gs = [lambda i=i: i for i in range(3)]
print([g() for g in gs], sys.getrefcount(fs[0].__closure__[0]))
gc.enable()
