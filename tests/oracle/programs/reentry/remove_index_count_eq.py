# Remove, index, count, in with an __eq__ that empties the list.
class A:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        items.clear()
        print("eq", self.n)
        return False
    def __del__(self): print("del", self.n)
items = [A(i) for i in range(3)]
try: items.remove(5)
except ValueError as e: print(e)
print(items)
items = [A(i) for i in range(3)]
try: items.index(5)
except ValueError as e: print(e)
items = [A(i) for i in range(3)]
print(items.count(5), items)
items = [A(i) for i in range(3)]
print(5 in items, items)
items = [A(i) for i in range(3)]
print(items == [5, 6, 7], items)
