# Locals that die at return and look at the caller.
class A:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n, len(log))
        log.append(self.n)
log = []
def f():
    a, b, c = A("a"), A("b"), A("c")
    b.self = b
    return log.append("ret")
f()
print(log)
def g(x):
    x = A("x2")
    try: return x
    finally:
        x = A("x3")
print(g(A("x")).n)
def h():
    for i in [A(1), A(2)]:
        if i.n == 2: return i
print(h().n)
import gc
gc.collect()
print(log)
