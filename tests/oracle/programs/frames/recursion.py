# Every call has its own locals; they die when their call returns.
import sys
class T:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
def down(n, parent):
    t = T(n)
    print("in", n, sys.getrefcount(parent))
    if n > 0:
        down(n - 1, t)
    print("out", n)
down(3, None)
def collect(n, into):
    into.append(T("c" + str(n)))
    return collect(n - 1, into) if n else into
r = collect(2, [])
print(len(r))
r = None
def even(n, x):
    return odd(n - 1, x) if n else sys.getrefcount(x)
def odd(n, x):
    return even(n - 1, x) if n else -1
i = object()
print(even(0, i), even(4, i), even(10, i), odd(4, i))
def raise_at(n):
    t = T("r" + str(n))
    if n == 0:
        raise RuntimeError("bottom")
    raise_at(n - 1)
try:
    raise_at(2)
except RuntimeError as e:
    print("caught", e)
print("-- limit")
def forever(n):
    return forever(n + 1)
old = sys.getrecursionlimit()
sys.setrecursionlimit(120)
try:
    forever(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
sys.setrecursionlimit(old)
print("end")
