# Remove: __eq__ says yes after having shifted the list.
class A:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        if len(items) == 3: items.insert(0, "x")
        return self.n == o
    def __repr__(self): return "A%d" % self.n
items = [A(0), A(1), A(2)]
items.remove(2)
print(items)
items = [A(0), A(1), A(2)]
print(items.index(1), items)
class B:
    def __eq__(self, o):
        del items[:]
        return True
items = [B(), 2, 3]
items.remove(7)
print(items)
