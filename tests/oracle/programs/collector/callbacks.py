import gc, sys


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("del", self.name)


def told(phase, info):
    print(phase, info, gc.isenabled(), sys.getrefcount(info))
    print("nested", gc.collect())


def second(phase, info):
    info["seen"] = True
    print("second", phase, len(info))


gc.collect()
print(gc.callbacks, len(gc.callbacks))
gc.callbacks.append(told)
gc.callbacks.append(second)
Node("a")
print("collect", gc.collect())
print("young", gc.collect(0), gc.collect(1), gc.collect(generation=1))
gc.callbacks.remove(second)


def fails(phase, info):
    raise ValueError(phase)


gc.callbacks.append(fails)
print(gc.collect())
gc.callbacks.clear()
before = gc.get_stats()
Node("b")
Node("c")
print(gc.collect(), gc.collect(0))
after = gc.get_stats()
for i in range(3):
    for key in before[i]:
        print(i, key, after[i][key] - before[i][key])
counts = []


def count(phase, info):
    counts.append((phase, info["generation"], info["collected"]))


gc.set_threshold(10, 3, 2)
gc.callbacks.append(count)
keep = None
for i in range(400):
    keep = [keep]
    x = [keep, None]
    x[1] = x
gc.disable()
gc.callbacks.clear()
print(len(counts))
for line in counts:
    print(line)
