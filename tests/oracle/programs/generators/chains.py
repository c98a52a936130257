# Long chains of generators and iterators; the recursion limit.
import sys
def chain(prev):
    p = prev
    yield p
g = None
for i in range(20000):
    g = chain(g); next(g)
g = None
print("ok")
def chain2(prev):
    p = prev
    try:
        yield p
    finally:
        pass
g = None
for i in range(300):
    g = chain2(g); next(g)
g = None
print("ok2")
it = iter([1, 2, 3])
for i in range(500):
    it = map(lambda x: x + 1, it)
print(list(it))
def rec(n):
    yield n
    for x in rec(n + 1): yield x
try:
    for x in rec(0): pass
except RecursionError as e: print(e, x)
def lim(): 
    yield 1
def down(n):
    if n == 0: return list(lim())
    return down(n - 1)
print(down(900))
g = lim()
def use(n):
    if n == 0:
        return next(g)
    return use(n - 1)
try: 
    use(10000)
except RecursionError as e: print(e)
print(next(g, "fin"))
