# A generator's life: started, suspended, closed, finished, dropped.
import gc, sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def gen(name):
    t = T(name)
    try:
        yield 1
        u = T(name + " second")
        yield 2
    finally:
        print("finally", name)
g = gen("a")
print("made", next(g), next(g))
print(next(g, "finished"))
print("-- dropped while suspended")
g = gen("b")
next(g)
g = None
print("-- never started")
g = gen("c")
del g
print("-- closed")
g = gen("d")
next(g)
g.close()
print("closed", next(g, None))
g.close()
del g
print("-- in a loop with break")
for x in gen("e"):
    print("got", x)
    break
print("-- in a loop to the end")
for x in gen("f"):
    pass
print("-- thrown into")
g = gen("g")
next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError as e:
    print("out came", e)
print(next(g, "done"))
g = None
print("-- throw before the start")
g = gen("h")
try:
    g.throw(KeyError("early"))
except KeyError as e:
    print("out came", e)
print("-- end")
