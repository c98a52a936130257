# Which calls of classes make a tuple of their arguments: counted by a young generation that is empty.
import gc
p = gc.get_count
class Plain:
    def __init__(self, a):
        self.a = a
class More(Plain):
    def __init__(self, a, b=2):
        super().__init__(a)
class Made:
    def __new__(cls, a):
        return super().__new__(cls)
    def __init__(self, a):
        self.a = a
class Heir(dict):
    def __init__(self, a):
        self.a = a
class Fault(Exception):
    def __init__(self, a):
        self.a = a
class Bare:
    pass
def measured(call, things):
    out = []
    for thing in things:
        gc.collect()
        a = p()[0]
        x = call(thing)
        out.append(p()[0] - a)
        x = None
    return out
def first(k): return k(1)
print(measured(first, [Plain, Made, Plain, Heir, Plain, Fault, Plain, More, Plain]))
def second(k): return k(1)
print(measured(second, [Plain, Fault, Plain] + [Plain] * 60))
def third(k): return k(1)
print(measured(third, [Plain, int] + [Plain] * 60))
def fourth(k): return k(1)
print(measured(fourth, [Plain, abs] + [Plain] * 60))
class Owner:
    def __call__(self, x):
        return x
    def one(self, x):
        return x
def fifth(k): return k(1)
print(measured(fifth, [Plain, Owner()] + [Plain] * 60))
def sixth(k): return k(1)
print(measured(sixth, [Plain, Owner().one] + [Plain] * 60))
def seventh(k): return k(1)
print(measured(seventh, [Plain, [].append] + [Plain] * 60))
def eighth(k): return k()
print(measured(eighth, [Bare, Bare, Bare, lambda: Bare(), lambda: [], Bare]))
class Plain2(Plain):
    pass
def ninth(k): return k(1)
def change(k):
    Plain.x = 1
    return ninth(k)
print(measured(ninth, [Plain2] * 4), measured(change, [Plain2] * 4), measured(ninth, [Plain2] * 60))
def tenth(k): return k(1)
def change2(k):
    k.y = 1
    return tenth(k)
print(measured(tenth, [Plain] * 4), measured(change2, [Plain2] * 4), measured(tenth, [Plain] * 60))
print(measured(lambda k: Plain(1), [0] * 5), measured(lambda k: [Plain(i) for i in range(4)], [0] * 3))
