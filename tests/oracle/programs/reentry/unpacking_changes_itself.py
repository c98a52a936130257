# Unpacking from what changes itself.
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        global it
        it = None
        self.n -= 1
        if self.n < 0: raise StopIteration
        return D(self.n)
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __repr__(self): return "D%d" % self.n
it = It(2)
try: a, b, c = it
except ValueError as e: print(e)
it = It(4)
try: a, b, c = it
except ValueError as e: print(e)
it = It(4)
a, *b, c = it
print(a, b, c)
it = It(1)
try: a, *b, c = it
except ValueError as e: print(e)
(a, b), c = It(2), It(1)
[a] = It(1)
print(a, b)
