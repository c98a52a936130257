# gc.get_objects by generation, and promotion.
import gc
class N:
    pass
def mine(generation):
    return [o.name for o in gc.get_objects(generation=generation) if type(o) is N]
def make(name):
    n = N()
    n.name = name
    return n
gc.disable()
gc.collect()
a = make("a")
b = make("b")
print(mine(0), mine(1), mine(2))
gc.collect(0)
c = make("c")
print(mine(0), mine(1), mine(2))
gc.collect(1)
print(mine(0), mine(1), mine(2))
d = make("d")
gc.collect(0)
e = make("e")
print(mine(0), mine(1), mine(2))
gc.collect()
print(mine(0), mine(1), mine(2))
a.other, b.other = b, a
del a, b
print(gc.collect(0), gc.collect(1), mine(2))
print(gc.collect(), mine(2))
l = [make("f"), make("g")]
l.reverse()
gc.collect(0)
print(mine(0), mine(1))
l.append(make("h"))
gc.collect(0)
print(mine(1))
print(len(mine(None)) == 7 if False else sorted(n for g in range(3) for n in mine(g)))
gc.enable()
