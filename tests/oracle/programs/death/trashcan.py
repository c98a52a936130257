# Chains deeper than CPython's C stack may go: what waits in the trashcan dies late.
import sys, weakref, gc
gc.disable()
log = []

class Node:
    def __init__(self, n, next):
        self.n = n
        self.next = next
    def __del__(self):
        log.append(self.n)

def show(name):
    """The order of the log, as runs of consecutive numbers."""
    runs = []
    for n in log:
        if runs and abs(n - runs[-1][1]) == 1 and (runs[-1][0] == runs[-1][1] or (n > runs[-1][1]) == (runs[-1][1] > runs[-1][0])):
            runs[-1][1] = n
        else:
            runs.append([n, n])
    print(name, len(log), len(runs), runs[:6], runs[-6:])
    log.clear()

class Leaf:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        log.append(self.n)

def nodes(n):
    head = None
    for i in range(n):
        head = Node(n - i, head)
    return head

x = nodes(10300)
del x
show("instances")

x = []
for i in range(10300):
    x = [Leaf(i), x]
del x
show("lists, leaf last")
x = []
for i in range(10300):
    x = [x, Leaf(i)]
del x
show("lists, leaf first")
x = ()
for i in range(10300):
    x = (Leaf(i), x)
del x
show("tuples")
x = {}
for i in range(10300):
    x = {"a": x, "b": Leaf(i)}
del x
show("dicts")
x = []
for i in range(10200):
    x = [Leaf(i), (x,), []]
del x
show("mixed")
class After:
    def __init__(self, n, next):
        self.next = next
        self.leaf = Leaf(n)
x = None
for i in range(10200):
    x = After(i, x)
del x
show("attributes")
class Slots:
    __slots__ = ("a", "b")
x = None
for i in range(10200):
    s = Slots()
    s.a = x
    s.b = Leaf(i)
    x = s
    s = None
del x
show("slots")
class L(list):
    pass
x = L()
for i in range(10200):
    x = L([Leaf(i), x])
del x
show("heirs")
def f():
    x = []
    for i in range(10200):
        x = [Leaf(i), x]
f()
show("in a function")
refs = []
x = set()
for i in range(10200):
    y = Leaf(-1 - i)
    y.next = x
    x = [Leaf(i), {y}]
del x, y
show("sets")
def gone(r):
    log.append(r.n)
class R(weakref.ref):
    pass
class Plain:
    pass
x = None
for i in range(10150):
    p = Plain()
    p.next = x
    x = p
    r = R(p, gone)
    r.n = i
    refs.append(r)
del p, r
del x
show("weak references")
