# __index__-less: slices with __len__ changing; __getitem__ with odd keys.
class L(list):
    def __len__(self):
        self.clear() if list.__len__(self) else None
        return 5
l = L([1, 2, 3])
print(len(l), l)
l = L([1, 2, 3])
print(list(reversed(l)) if False else "-", bool(l), l)
l = L([1, 2, 3])
print(list(l), tuple(l), [*l], l)
a = L([4, 5])
print(sorted(a), a)
