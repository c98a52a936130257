# Comprehensions: the iterable is dropped, the target dies, the condition raises.
class A:
    def __init__(self, n): self.n = n
    def __bool__(self):
        l.clear()
        return self.n % 2 == 0
    def __del__(self): print("del", self.n)
l = [A(i) for i in range(4)]
print([a.n for a in l if a])
l = [A(i) for i in range(2)]
print({a.n: 1 for a in l if not a}, l)
l = [A(0), A(2)]
print({(a.n, l.clear()) for a in l})
try: [1 // x for x in [A(5).n, 0]]
except ZeroDivisionError as e: print(e)
l = [[A(1)], [A(2)]]
print([y.n for x in l for y in x if l.pop()])
