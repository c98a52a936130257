# Sizes, growth and tracking of sets.
import gc, sys
size = sys.getsizeof
print(size(set()), size({1}), size({1, 2, 3, 4}), size({1, 2, 3, 4, 5}), size(frozenset()), size(frozenset([1])))
s = set()
last = 0
for i in range(500):
    s.add(i)
    if size(s) != last:
        last = size(s)
        print(i + 1, last)
print(size(set(range(100))), size(s.copy()), size(frozenset(s)), size(set(list(range(5)))), size({*range(5)}))
while len(s) > 3:
    s.pop()
print(size(s), sorted(s))
s.add(1000)
print(size(s))
s.clear()
print(size(s))
print(gc.is_tracked(set()), gc.is_tracked({1}), gc.is_tracked(frozenset()), gc.is_tracked(frozenset([1])))
a = {1, 2, 3}
a |= set(range(3, 30))
print(size(a), size(a - {1}), size(a & {1, 2}), size(a | {100}), size(a ^ {1}))
d = set()
d.update(range(30))
e = set()
for i in range(30):
    e.add(i)
print(size(d), size(e))
for i in range(25):
    d.discard(i)
print(size(d))
d.add(50)
print(size(d), size(set(d)), size(d.copy()))
print(size({i for i in range(20)}), size({1, 2, 3, 4, 5, 6}), size(set("abc")))
gc.collect()
print(gc.is_tracked(frozenset([1, 2])), sys.getrefcount(frozenset()) > 1000, frozenset() is frozenset([]))
