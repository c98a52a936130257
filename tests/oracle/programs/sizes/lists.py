# A list grows in steps: room for more than it holds.
import sys
l = []
print(len(l), sys.getsizeof(l))
size = sys.getsizeof(l)
for i in range(40):
    l.append(i)
    if sys.getsizeof(l) != size:
        size = sys.getsizeof(l)
        print(len(l), size)
x = 1
print(sys.getsizeof([x]), sys.getsizeof([x, x]), sys.getsizeof([x, x, x]), sys.getsizeof([1, 2, 3]))
print(sys.getsizeof(list(l)), sys.getsizeof([1, 2] + [3]), sys.getsizeof([x] * 5))
l.clear()
print(sys.getsizeof(l))
l = [1, 2, 3, 4]
l.pop()
print(sys.getsizeof(l))
