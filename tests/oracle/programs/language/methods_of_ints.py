# What ints and bools can be asked.
import sys


class Count(int):
    pass


for n in (0, 1, -1, 5, 255, 256, -256, 2**40, 2**62 + 1, -2**62, True, False, Count(6)):
    print(n, n.bit_length(), n.bit_count(), n.is_integer(), n.conjugate(), type(n.conjugate()).__name__)
big = 12345678
print(big.conjugate() is big, int.is_integer(5), int.bit_count(7), bool.is_integer(True))
c = Count(77777)
print(c.conjugate() is c, type(c.conjugate()) is int, sys.getrefcount(c))
for f in (1.0, 1.5, -0.0, 1e300, float("inf"), float("nan")):
    print(f.is_integer(), end=" ")
print()
for call in (lambda: int.is_integer(), lambda: int.is_integer("5"), lambda: (5).is_integer(1), lambda: int.bit_count(1.5)):
    try:
        print(call())
    except TypeError as e:
        print(e)
