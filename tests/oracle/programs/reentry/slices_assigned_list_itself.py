# Slices assigned from the list itself while its items die.
class A:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n, len(items))
        items.append(self.n)
items = [A(0), A(1), A(2), A(3)]
items[1:3] = [7]
print(len(items))
items[:] = []
print(items)
items = [A(0), A(1), A(2), A(3)]
items[::2] = ["x", "y"]
print([x if not isinstance(x, A) else "A" for x in items])
del items[::2]
print([x if not isinstance(x, A) else "A" for x in items])
items.clear()
print(items)
