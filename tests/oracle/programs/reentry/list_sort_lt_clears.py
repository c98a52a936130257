# List.sort: __lt__ clears the list.
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        items.clear()
        return self.n < o.n
    def __repr__(self): return "A%d" % self.n
items = [A(3), A(1), A(2)]
try: items.sort()
except ValueError as e: print(e)
print(items)
