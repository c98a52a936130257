# Map over several, zip strict-less, with iterators that die while stepping.
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        global its
        its = None
        self.n -= 1
        if self.n < 0: raise StopIteration
        return self.n
    def __del__(self): print("it gone")
its = [It(3), It(2)]
print(list(zip(*its)))
its = [It(3)]
print(list(map(lambda x: x, its[0])))
its = [It(2)]
for i, x in enumerate(its[0]): print(i, x)
its = [It(2)]
print(list(filter(lambda x: True, its[0])))
its = [It(2)]
for x in its.pop(): print(x)
