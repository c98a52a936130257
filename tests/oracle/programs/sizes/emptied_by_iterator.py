# A list that an iterator has left empty has memory all the same: what comes then is over-allocated.
import sys
v = list(zip([255, 1000], b""))
print(sys.getsizeof(v))
v += [1, 2, 3]
print(sys.getsizeof(v))
w = list(iter(()))
w.extend((1, 2))
print(sys.getsizeof(w))
x = list(filter(None, [0, 0]))
x.append(1)
print(sys.getsizeof(x))
y = []
y.extend(zip())
y.clear()
y += [1]
print(sys.getsizeof(y))
z = list(x for x in ())
z.extend(z)
print(sys.getsizeof(z), sys.getsizeof(list(())))
u = [1, 2]
u.pop(); u.pop()
u += [1, 2, 3]
print(sys.getsizeof(u))
