# Sort: __lt__ raises in the middle, with reverse.
class A:
    count = 0
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        A.count += 1
        if A.count == 4: raise KeyError(self.n)
        return self.n < o.n
    def __del__(self): print("del", self.n)
items = [A(i) for i in (5, 2, 9, 1, 7)]
try: items.sort(reverse=True)
except KeyError as e: print(e)
print([a.n for a in items])
items.sort(key=lambda a: a.n)
print([a.n for a in items])
del items
