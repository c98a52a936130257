# Tuples: packing, unpacking, swapping, comparison.
t = 1, 2, 3
print(t, t[0], t[1:], len(t), (), (1,))
a, b, c = t
print(c, b, a)
a, b = b, a
print(a, b)
x, (y, z) = 1, (2, 3)
print(x + y + z)
for i, w in [(0, "zero"), (1, "one")]:
    print(i, w)
print((1, 2) + (3,), (1, 2) == (1, 2), (0,) * 3, 2 in t)
print(tuple([1, 2]), tuple("ab"), list((1, 2)))
p = q = []
p.append(1)
print(q, p is q)
