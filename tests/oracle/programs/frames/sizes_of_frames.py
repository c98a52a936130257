# What frames and generators weigh, and when they are tracked.
import sys, gc
def g():
    x = yield 1
    y = [i for i in range(3)]
    yield y
def h(a, b, c):
    try:
        yield
    finally:
        print(a, b, c)
i, j, k = g(), h(1, 2, 3), (x for x in [1])
print(sys.getsizeof(i), sys.getsizeof(j), sys.getsizeof(k))
next(i); next(j); next(k)
print(sys.getsizeof(i), sys.getsizeof(j), sys.getsizeof(k))
f = i.gi_frame
print(sys.getsizeof(f), gc.is_tracked(f), gc.is_tracked(i), sys.getrefcount(f))
f2 = j.gi_frame
print(sys.getsizeof(f2), gc.is_tracked(f2))
list(i)
print(sys.getsizeof(i), sys.getsizeof(f), gc.is_tracked(f), i.gi_frame)
j.close()
print(sys.getsizeof(f2), gc.is_tracked(f2), j.gi_frame)
del j, i
print(gc.is_tracked(f), gc.is_tracked(f2), sys.getsizeof(f), sys.getsizeof(f2))
def fail(n):
    z = n
    raise ValueError(n)
try: fail(1)
except ValueError as e: tb = e.__traceback__
print(sys.getsizeof(tb), sys.getsizeof(tb.tb_frame), sys.getsizeof(tb.tb_next.tb_frame), gc.is_tracked(tb.tb_frame), gc.is_tracked(tb.tb_next.tb_frame), gc.is_tracked(tb))
m = h(1, 2, 3)
fr = m.gi_frame
print(gc.is_tracked(fr), sys.getsizeof(fr))
del m
print(gc.is_tracked(fr), sys.getsizeof(fr))
