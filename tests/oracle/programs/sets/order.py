# The order of small numbers in a set follows from the table.
print({3, 1, 2}, {10, 5, 0}, {8, 0, 16}, {7, 15, 23, 31}, {-1, -2, 0, 1})
print(set(range(20, 0, -3)), set([100, 50, 25, 12, 6, 3, 1]))
print({2 ** i for i in range(12)})
print({i * 37 % 101 for i in range(30)})
s = set()
for i in [5, 13, 21, 29, 3, 11]:
    s.add(i)
    print(list(s))
s.discard(13)
s.add(37)
print(list(s))
s.remove(5)
s.add(45)
print(list(s), s.pop(), s.pop(), list(s))
s.add(1)
print(list(s))
print({1.5, 2.5, 0.5}, {1, 2.0, 3.5}, {True, False, 2})
print({(1, 2), (3, 4), (0, 0)}, {(1,), (2,), (3,)}, {None: 0}.keys())
print(frozenset(range(0, 64, 8)), set(range(0, 64, 8)) - {8})
print({1, 2, 3} | {9, 8, 7}, {9, 8, 7} | {1, 2, 3}, {0, 8, 16} & {16, 8}, {16, 0} ^ {8})
big = {10 ** i for i in range(16)}
print(big)
print({-i for i in range(10)}, {i ** 3 for i in range(-5, 6)})
t = {i for i in range(8)}
t -= {0, 2, 4}
t |= {32, 64}
print(t, list(t)[::-1], sorted(t))
