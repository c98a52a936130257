# A list that loses its last item keeps no place, however it loses it.
import sys
l = [[1]]
print(l.pop(), sys.getsizeof(l))
l = [[1]]
l.pop(); print(sys.getsizeof(l))
l = [[1]]
x = l.pop(); print(sys.getsizeof(l))
l = [1, 2]; l.pop(); l.pop(0); print(sys.getsizeof(l))
l = []; l.append(3); x = l.pop(); print(sys.getsizeof(l))
l = [[1]]
del l[0]; print(sys.getsizeof(l))
l = [[1]]; l.remove([1]); print(sys.getsizeof(l))
l = [[1]]; l[0:1] = []; print(sys.getsizeof(l))
