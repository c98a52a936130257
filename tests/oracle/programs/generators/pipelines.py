# Generators that feed each other; the whole chain dies when its end is dropped.
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def source(n):
    try:
        for i in range(n):
            yield T(i)
    finally:
        print("source closed")
def keep(items, test):
    try:
        for t in items:
            if test(t.name):
                yield t
    finally:
        print("filter closed")
def names(items):
    try:
        for t in items:
            yield "n" + str(t.name)
    finally:
        print("names closed")
print(list(names(keep(source(4), lambda n: n % 2 == 0))))
print("-- cut short")
for n in names(keep(source(10), lambda n: n > 1)):
    print("got", n)
    if n == "n3":
        break
print("-- tree")
class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right
    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right
tree = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, None, Tree(7)))
print(list(tree), 3 in tree, 5 in tree, max(tree), sum(tree))
a, b, *rest = tree
print(a, b, rest)
walk = iter(tree)
print(next(walk), next(walk))
walk.close()
print("-- accumulate")
def accumulate():
    total = 0
    while True:
        total += yield total
acc = accumulate()
next(acc)
print([acc.send(i) for i in range(5)])
print("-- zip and enumerate")
for i, (x, y) in enumerate(zip(source(3), "ab"), 1):
    print(i, x.name, y)
x = None
print("-- end")
