# The room that lists take, by how they came to be.
import sys
size = sys.getsizeof
a = b = c = None
print(size([]), size([a]), size([a, b]), size([a, b, c]), size([1, 2, 3]), size([1, 2, 3, 4, 5]))
print(size(list()), size(list([1])), size(list((1, 2, 3))), size(list("abcd")), size(list(range(10))))
print(size([x for x in range(3)]), size([x for x in range(10)]), size([*range(3)]), size([*[1, 2], 3]))
l = [1, 2, 3]
print(size(l[:]), size(l[1:]), size(l + [4]), size(l * 2), size(l.copy()), size([None] * 7))
m = []
sizes = []
for i in range(70):
    m.append(i)
    if not sizes or sizes[-1] != size(m):
        sizes.append(size(m))
print(sizes)
down = []
while m:
    m.pop()
    if not down or down[-1] != size(m):
        down.append(size(m))
print(down)
e = []
e.extend(range(5))
print(size(e))
e.extend([1, 2, 3])
print(size(e))
e += [1]
print(size(e))
e.insert(0, 1)
print(size(e))
e[2:4] = []
print(size(e))
e[1:1] = [1, 2, 3, 4, 5, 6, 7, 8]
print(size(e), len(e))
del e[3:]
print(size(e))
e.clear()
print(size(e))
s = [3, 1, 2]
s.sort()
print(size(s), size(sorted((3, 1, 2))), size(list({1: 2, 3: 4})), size(list({1: 2}.items())))
print(size([i for i in [1, 2, 3] if i > 1]), size("a b c".split()), size("a,b".split(",")))
