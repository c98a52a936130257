"""What dies when __init__ returns something or raises."""
class Loud:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class A:
    def __init__(self, x):
        self.a = Loud("attr")
        return x
for i in range(4):
    try:
        A(Loud("arg"))
    except TypeError as e:
        print(e)
class B:
    def __init__(self): return 3
def f():
    for i in range(5):
        try:
            B()
        except TypeError as e:
            print(e)
f()
class C:
    def __init__(self): raise ValueError
    def __del__(self): print("C del")
for i in range(4):
    try: C()
    except ValueError: print("caught")
class D:
    def __init__(self): yield 1
try: D()
except TypeError as e: print(str(e)[:40])
