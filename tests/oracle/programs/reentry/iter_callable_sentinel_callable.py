# Iter(callable, sentinel): the callable drops the iterator, compares change things.
class C:
    n = 0
    def __call__(self):
        global it
        it = None
        C.n += 1
        return V(C.n)
    def __del__(self): print("callable gone")
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        print("eq", self.n, o)
        return self.n == o
    def __del__(self): print("del", self.n)
it = iter(C(), 3)
try: print(next(it).n)
except StopIteration: print("stop")
it = iter(C(), 3)
for x in it: print("got", x.n)
print("end")
