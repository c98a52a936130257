# Generator expressions and comprehensions: scopes, laziness, what they keep.
import sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
log = []
def see(x):
    log.append(x)
    return x
g = (see(i) * 2 for i in [1, 2, 3])
print(log, next(g), log)
print(list(g), log)
n = 10
h = (i + n for i in range(3))
n = 100
print(list(h))
try:
    (i for i in 5)
except TypeError as e:
    print(e)
rows = [[1, 2], [3], []]
print([x for row in rows for x in row if x != 2], sum(len(r) for r in rows))
print({k: v for k, v in zip("abc", range(3))}, sorted({x % 2 for x in range(5)}))
print(any(x > 2 for x in [1, 2, 3, see(99)]), all(x < 2 for x in [1, 2, see(98)]), log)
items = (T("item" + str(i)) for i in range(3))
for t in items:
    print("see", t.name)
print("loop over")
t = None
print("-- partly used")
items = (T("p" + str(i)) for i in range(3))
first = next(items)
items = None
print("dropped")
first = None
print([[j for j in range(i)] for i in range(3)])
print([i for i in range(5) if i % 2 if i > 1], [(lambda: i)() for i in range(3)])
print([y := 5, y ** 2], y, [last := x for x in range(3)], last)
print(max((len(w), w) for w in ["aa", "b", "ccc"]), sorted((w for w in "hello"), reverse=True))
print(",".join(str(i) for i in range(4)), tuple(i * i for i in range(4)), dict((i, str(i)) for i in range(2)))
