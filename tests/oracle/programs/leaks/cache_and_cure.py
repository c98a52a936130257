# A module-level cache keeps its values; clearing it lets them go.
import gc, sys
class Page:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
cache = {}
def page(name):
    if name not in cache:
        cache[name] = Page(name)
    return cache[name]
def use(name):
    return sys.getrefcount(page(name))
print(use("a"), use("a"), use("b"))
print(sorted(cache), page("a") is page("a"))
del cache["a"]
print(use("a"))
def bounded(name, limit, store={}, order=[]):
    if name not in store:
        store[name] = Page("bounded " + name)
        order.append(name)
        if len(order) > limit:
            del store[order.pop(0)]
    return store[name]
for n in "xyzxx":
    print("use", bounded(n, 2).name)
cache.clear()
print("cleared")
def memo(f):
    results = {}
    def call(n):
        if n not in results:
            results[n] = f(n)
        return results[n]
    call.forget = results.clear
    return call
@memo
def make(n):
    return Page("memo " + str(n))
print(make(1) is make(1), make(2).name)
make.forget()
print("forgotten", gc.collect())
bounded.__defaults__[0].clear()
print("end")
