import sys

print(sys.maxsize, sys.getsizeof(1, 2), sys.getsizeof([], default=3), sys.getsizeof(object=()))
print(type(sys.argv).__name__, len(sys.argv), sys.argv[0].endswith("sys_names.py"), sys.getrefcount(sys.argv))


sys.setrecursionlimit(50)
print(sys.getrecursionlimit())


def depth(n):
    if n == 0:
        return 0
    return 1 + depth(n - 1)


print(depth(48))
sys.setrecursionlimit(5000)
print(sys.getrecursionlimit(), depth(4998))
