# How much each kind of object moves the counter of generation 0.
import gc
class C:
    pass
class S:
    def method(self):
        pass
def f():
    pass
def measure(make, n=50):
    gc.collect()
    keep = [None] * n
    before = gc.get_count()[0]
    for i in range(n):
        keep[i] = make()
    after = gc.get_count()[0]
    keep = None
    return after - before
gc.disable()
s = S()
print("instances", measure(C), measure(S))
print("lists", measure(lambda: []), measure(lambda: [1, 2]))
print("dicts", measure(lambda: {}), measure(lambda: {"a": 1}))
print("tuples", measure(lambda: (s, s)), measure(lambda: (1, 2)))
print("methods", measure(lambda: s.method), measure(lambda: [].append))
print("functions", measure(lambda: lambda: 0))
print("sets", measure(lambda: set()), measure(lambda: {1}))
print("numbers", measure(lambda: 1.5 * 2), measure(lambda: "a" + str(1)))
print("objects", measure(object), measure(lambda: range(3)))
print("exceptions", measure(lambda: ValueError("x")), measure(ValueError))
print("generators", measure(lambda: (x for x in [])))
print("iterators", measure(lambda: iter([])), measure(lambda: iter(())))
def dropped():
    gc.collect()
    before = gc.get_count()[0]
    for i in range(50):
        C()
    return gc.get_count()[0] - before
print("dropped at once", dropped())
gc.enable()
