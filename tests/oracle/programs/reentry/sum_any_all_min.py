# Sum, any, all, min with default: __add__ and __bool__ that drop operands.
class A:
    def __init__(self, n): self.n = n
    def __add__(self, o):
        l.clear()
        return A(self.n + o.n)
    def __radd__(self, o): return self
    def __bool__(self):
        l.clear()
        return self.n > 1
    def __del__(self): print("del", self.n)
l = [A(1), A(2), A(3)]
print(sum(l).n)
l = [A(1), A(2)]
print(any(l), l)
l = [A(2), A(1)]
print(all(l), l)
print(min([], default="d"), max((), default=None))
l = [A(0)]
x = l[0] and 5
print("end", l)
