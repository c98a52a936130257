# Zip, map, filter, enumerate over lists that change and functions that raise.
l = [1, 2, 3]
print([(a, b, l.append(a) if len(l) < 6 else None) for a, b in zip(l, l)])
def f(x):
    del l[0]
    return x * 2
l = [1, 2, 3, 4]
print(list(map(f, l)), l)
l = [1, 2, 3, 4]
print(list(filter(f, l)), l)
l = [1, 2, 3]
for i, x in enumerate(l):
    if i < 5: l.append(x + 1)
print(l)
class It:
    def __iter__(self): return self
    def __next__(self):
        global z
        z = None
        raise KeyError("next")
z = zip([1, 2], It())
try: list(z)
except KeyError as e: print(e, z)
z = map(lambda *a: a, [1], It())
try: next(z)
except KeyError as e: print(e, z)
