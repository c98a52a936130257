# A collection that waits runs where str() and repr() look for signals: also at each item of a container.
import gc

told = []


def callback(phase, info):
    if phase == "start":
        told.append(info["generation"])


class Shown:
    def __repr__(self):
        return "Shown " + repr(told)


class Full:
    def __init__(self):
        self.items = [[] for _ in range(4)]

    def __repr__(self):
        self.more = [[] for _ in range(12)]
        return "Full"


class Node:
    def __init__(self, items):
        self.me = self
        self.items = items

    def __del__(self):
        self.items.clear()


def sets(n):
    gc.collect()
    told.clear()
    gc.set_threshold(n)


gc.callbacks.append(callback)
sets(10)
x = [Shown(), Full(), Shown(), Full(), Shown()]
print(x, told)
print((x, x[0]), told)
sets(10)
print({1: Full(), 2: Shown(), Full: Shown()}[2], told)
sets(10)
print({1: Full(), 2: Shown(), 3: Shown()}, told)
sets(10)
d = {1: Full(), 2: Shown()}
print(d.values(), told)
sets(10)
print(repr(Full()) + str(told), told)
sets(10)
print("{} {!r}".format(Full(), told), told)
sets(10)
print(f"{Full()} {told} {told!r}", told)
sets(10)
print(str(ValueError(Full(), told)), repr(KeyError(told)))
sets(10)
items = [Full(), 2, 3]
Node(items)
print(items, told)
print(items)
for n in range(1, 9):
    sets(n)
    print(n, [[[]], Full(), [told], Shown(), {"a": Shown()}], told)
gc.set_threshold(2000)
gc.callbacks.clear()
