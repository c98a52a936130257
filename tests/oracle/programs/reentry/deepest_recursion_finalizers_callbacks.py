# Deepest recursion in finalizers and callbacks.
import weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self):
        if self.n: D(self.n - 1)
        else: print("bottom")
D(60)
class E:
    def __init__(self, n): self.n = n
    def __del__(self):
        global last
        last = self.n
        E(self.n + 1) if self.n < 60 else None
E(0)
print(last)
chain = None
class N:
    def __init__(self, next): self.next = next
    def __del__(self): count.append(1)
count = []
for i in range(200): chain = N(chain)
chain = None
print(len(count))
r = []
for i in range(200): r = [r]
r = None
