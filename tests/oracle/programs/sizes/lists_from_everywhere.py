# Lists from everywhere.
import sys
a = []
b = [[]]
c = [[], []]
print(sys.getsizeof(a), sys.getsizeof(b), sys.getsizeof(c))
x, *y = range(6)
print(sys.getsizeof(y))
x, *y, z = [1, 2, 3]
print(sys.getsizeof(y))
*y, = "abcdefghi"
print(sys.getsizeof(y))
*y, = []
print(sys.getsizeof(y))
l = [i for i in range(3) if i]
print(sys.getsizeof(l), sys.getsizeof([*l]), sys.getsizeof([*l, *l]), sys.getsizeof([1, *l]))
print(sys.getsizeof(list(l)), sys.getsizeof(l[:]), sys.getsizeof(l + l), sys.getsizeof(l * 3), sys.getsizeof(list(reversed(l))))
print(sys.getsizeof(list(zip(l, l))), sys.getsizeof(list(enumerate(l))), sys.getsizeof(list(filter(None, l))), sys.getsizeof(sorted(l)), sys.getsizeof(sorted(range(7))))
print(sys.getsizeof(list(set([1,2,3]))), sys.getsizeof(list(frozenset())), sys.getsizeof(list(b"abc")), sys.getsizeof(dir(object)) > 100)
m = l.copy(); m.append(1); print(sys.getsizeof(m))
m.clear(); print(sys.getsizeof(m))
m[5:] = [1]; print(sys.getsizeof(m))
m[0:0] = [1, 2]; print(sys.getsizeof(m))
m[::1] = [1, 2, 3, 4, 5, 6]; print(sys.getsizeof(m))
m[::2] = [0, 0, 0]; print(sys.getsizeof(m))
del m[1:3]; print(sys.getsizeof(m))
del m[:]; print(sys.getsizeof(m))
