# Lists: indexing, slices, methods.
l = [1, 2, 3]
print(l[0], l[-1], l[1:], l[:1], l[:], len(l))
l.append(4)
l.insert(0, 0)
l.extend([5, 6])
print(l)
print(l.pop(), l.pop(0), l)
l.remove(3)
print(l, l.index(4), l.count(2))
l.reverse()
print(l)
l[1] = "two"
del l[0]
print(l)
l.clear()
print(l)
m = [[0] * 2] * 2
m[0][0] = 1
print(m)
a = [1]
b = a
b += [2]
print(a, a is b)
b = b + [3]
print(a, b)
x = []
x.append(x)
print(x)
