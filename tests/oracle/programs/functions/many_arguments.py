import sys
print(*range(1000), sep=",")
def f(*a, **k): return len(a), len(k)
print(f(*range(5000)), f(**{str(i): i for i in range(3000)}), f(*[1]*400, **{"a%d" % i if 0 else "a"+str(i): 1 for i in range(400)}))
print(max(*range(700)), [1,2].__class__)
class A:
    def m(self, *a): return len(a)
    def __init__(self, *a): self.n=len(a)
def t(g):
    try: print(g())
    except Exception as e: print(e)
t(lambda: A(*range(200)).n)
