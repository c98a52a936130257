import sys
l = list(range(20))
out = []
while l:
    l.pop()
    out.append(sys.getsizeof(l))
print(out)
l = list(range(20))
out = []
while l:
    del l[0]
    out.append(sys.getsizeof(l))
print(out)
l = list(range(20))
out = []
while l:
    l.pop(0)
    out.append(sys.getsizeof(l))
print(out)
l = list(range(20))
out = []
while l:
    del l[-2:]
    out.append(sys.getsizeof(l))
print(out)
l = list(range(20))
out = []
while l:
    l.remove(l[len(l) // 2])
    out.append(sys.getsizeof(l))
print(out)
l = list(range(20))
del l[::2]; print(sys.getsizeof(l), l)
l[2:4] = [9] * 6; print(sys.getsizeof(l))
l[:] = [1]; print(sys.getsizeof(l))
l *= 7; print(sys.getsizeof(l))
l += (1, 2); print(sys.getsizeof(l))
l += {5: 6}; print(sys.getsizeof(l))
l.extend(x for x in range(10)); print(sys.getsizeof(l))
l.extend("abcde"); print(sys.getsizeof(l))
l.insert(0, 1); print(sys.getsizeof(l))
l.reverse(); print(sys.getsizeof(l))
l *= 0; print(sys.getsizeof(l))
