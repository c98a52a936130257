# What lies in a class lives as long as the class; mutable defaults; loop variables; caught errors.
import sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
class Pool:
    free = []
    made = 0
    def __new_item(self):
        Pool.made += 1
        return T("item %d" % Pool.made if False else "item " + str(Pool.made))
    def take(self):
        return self.free.pop() if self.free else self.__new_item()
    def give(self, t):
        self.free.append(t)
p, q = Pool(), Pool()
x = p.take()
y = q.take()
p.give(x)
print(q.take() is x, Pool.made, len(Pool.free))
q.give(x)
del p, q, x
print("pools gone, items not")
y = None
print(len(Pool.free), sys.getrefcount(Pool.free[0]))
Pool.free.clear()
for t in [T("loop 1"), T("loop 2")]:
    pass
print("after the loop", t.name)
del t
def history(item, log=[]):
    log.append(item)
    del log[:-2]
    return [t.name for t in log]
for i in range(4):
    print(history(T("h" + str(i))))
history.__defaults__[0].clear()
print("cleared")
last = None
def risky(n):
    global last
    t = T("risky " + str(n))
    try:
        raise ValueError(n)
    except ValueError as e:
        last = e
for i in range(3):
    print("call", i)
    risky(i)
last = None
print("end")
