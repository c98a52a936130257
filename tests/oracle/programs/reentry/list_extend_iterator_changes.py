# List.extend by an iterator that changes the list.
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 3: items.clear()
        if self.n > 6: raise StopIteration
        return self.n
items = [10, 20]
items.extend(It())
print(items)
items += It()
print(items)
items = [1, 2]
items.extend(items)
print(items)
def gen():
    for i in range(3):
        del items[0]
        yield i
items[1:1] = gen()
print(items)
