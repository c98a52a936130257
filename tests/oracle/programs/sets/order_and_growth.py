# The order of a set is that of its table: probing, growth, deleted places, pop()'s finger.
import sys


def size(s):
    return sys.getsizeof(s), len(s)


s = set()
print(s, size(s), size(frozenset()))
for i in range(0, 400, 7):
    s.add(i * 37 % 1009)
    print(size(s), end=" ")
print()
print(s)
print(list(s), [x for x in s])
for x in list(s)[::3]:
    s.remove(x)
print(s, size(s))
for i in range(30):
    s.add(-i * 8)
print(s, size(s))
popped = []
while s:
    popped.append(s.pop())
    if len(popped) % 5 == 0:
        s.add(len(popped) * 1000)
        popped.append(s.pop())
print(popped, size(s))
s.add(1)
s.add(9)
print(s, s.pop(), s.pop(), size(s))

print(size({1, 2, 3, 4, 5}), size({1, 2, 3, 4}), size(set([1, 2, 3, 4, 5])), size({i for i in range(5)}))
a, b, c, d, e = 1, 2, 3, 4, 5
print(size({a, b, c, d, e}), {e, d, c, b, a}, {*[3, 1], 2, *(9, 8)})
for n in range(0, 100, 9):
    print(n, size(set(range(n))), size(frozenset(range(n))), size(set(set(range(n)))), size(set(range(n)).copy()),
          size(set(dict.fromkeys(range(n)))) if n < 0 else "")
print({8, 0, 16, 24}, {24, 16, 0, 8}, {0, 8}, {8, 0})
print({3, 11, 19, 27}, {27, 19, 11, 3}, set([27, 19, 11, 3]), frozenset((27, 19, 11, 3)))
print({1, 1.0, True}, {True, 1}, {0, False, 0.0}, {1.0, 1})
print({(1, 2), (3, 4), (), (5,)} == {(), (5,), (3, 4), (1, 2)}, {0.5, 2.25, -1.5, 100.0})
print(set(range(10)) | set(range(5, 30)), set(range(40)) & set(range(20, 100, 3)))
print({2**60, 2**61 - 1, 2**61, -1, -2, -(2**61)})
print({-1, -2}, {-2, -1}, set((-1, -2, 6)))
for x in {5, 4, 3, 2, 1, 0}:
    print(x, end=" ")
print()
big = set(range(1000))
print(size(big), size(big - set(range(10, 1000))), size(big & set(range(10))))
big -= set(range(10, 1000))
print(size(big), big)
big |= set(range(990, 1020))
print(size(big), big)
big.clear()
print(size(big), big)
t = {1, 2, 3}
t.discard(2)
t.discard(7)
t.add(10)
print(t, size(t))
