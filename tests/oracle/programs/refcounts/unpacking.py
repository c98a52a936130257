# Unpacking, swapping, starred targets and chained assignment.
import sys
class Item:
    pass
def count(x):
    return sys.getrefcount(x) - 3
a, b = Item(), Item()
print(count(a), count(b))
a, b = b, a
print(count(a), count(b))
pair = (a, b)
x, y = pair
print(count(a), count(b), sys.getrefcount(pair))
[x, y] = [y, x]
print(count(a), count(b), x is b, y is a)
first, *rest = [a, b, a, b]
print(count(a), count(b), len(rest), sys.getrefcount(rest))
*rest, last = rest
print(count(a), count(b), len(rest))
(p, (q, *r)), s = (a, (b, a, a)), b
print(count(a), count(b), len(r))
p = q = r = s = None
print(count(a), count(b))
u = v = w = a
print(count(a))
u, v, w = 1, 2, 3
print(count(a))
for m, (n, o) in [(a, (b, a)), (b, (a, b))]:
    print(count(m), count(n), count(o))
m = n = o = None
a, a = b, a
print(count(a), count(b), a is b)
box = [a, b]
i, box[i - 1 + 1] = 1, None
print(i, box[1], count(a))
