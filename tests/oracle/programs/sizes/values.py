# sys.getsizeof of numbers, text and tuples.
import sys
print(sys.getsizeof(0), sys.getsizeof(1), sys.getsizeof(1073741823), sys.getsizeof(1073741824))
print(sys.getsizeof(-5), sys.getsizeof(True), sys.getsizeof(None), sys.getsizeof(1.5))
print(sys.getsizeof(""), sys.getsizeof("a"), sys.getsizeof("abcdef"))
print(sys.getsizeof(()), sys.getsizeof((1,)), sys.getsizeof((1, 2, 3)))
print(sys.getsizeof(range(10)), sys.getsizeof(object()))
