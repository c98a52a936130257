# Reversed and sequence iterators: __getitem__ and __len__ that change the object.
class S:
    def __init__(self): self.l = [1, 2, 3]
    def __len__(self): return len(self.l)
    def __getitem__(self, i):
        global s
        s = None
        if i == 1: self.l.pop()
        return self.l[i]
    def __del__(self): print("gone")
s = S()
print(list(s))
s = S()
print(list(reversed(s)))
s = S()
it = iter(s)
print(next(it), s)
del it
l = [1, 2, 3, 4]
r = reversed(l)
print(next(r)); l.clear(); print(list(r))
l = [1, 2]
it = iter(l)
next(it); next(it); print(next(it, "end")); l.append(3); print(next(it, "end"))
