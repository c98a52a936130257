# A dict grows by doubling; text keys need less room.
import sys
d = {}
size = sys.getsizeof(d)
print(len(d), size)
for i in range(100):
    d[i] = i
    if sys.getsizeof(d) != size:
        size = sys.getsizeof(d)
        print(len(d), size)
d = {}
for name in ["a", "b", "c", "d", "e", "f"]:
    d[name] = 1
    print(len(d), sys.getsizeof(d))
d.clear()
print(sys.getsizeof(d))
print(sys.getsizeof({"a": 1}), sys.getsizeof({1: 1}))
