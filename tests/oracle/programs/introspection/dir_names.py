# dir().
class A:
    x = 1
a = A()
a.y = 2
print([n for n in dir(a) if n[0] != "_"])
print(dir(a))
print(dir([]))
print(dir(1)); print(dir("")); print(dir({})); print(dir(())); print(dir(None)); print(dir(object)); print(dir(type))
print(dir(ValueError())); print(dir(ValueError))
class A:
    def __dir__(self): return ["b", "a"]
print(dir(A()))
import gc
print(dir(gc))
def f(): pass
print(dir(f)); print(dir(len))
import weakref
print(dir(weakref.ref))
