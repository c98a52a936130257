# NotImplemented, Ellipsis, ranges and slices as objects; many arguments.
class A:
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
    def __add__(self, o): return NotImplemented
a = A()
print(a == 1, a == a)
try: a < 1
except TypeError as e: print(e)
try: a + 1
except TypeError as e: print(e)
print(NotImplemented, Ellipsis, ..., repr(...), hash(...) == hash(Ellipsis), hash(NotImplemented)==hash(NotImplemented))
print(bool(NotImplemented))
if NotImplemented: print(1)
print(bool(...), NotImplemented is NotImplemented, type(NotImplemented), type(...))
r = range(1, 10, 2)
print(r.start, r.stop, r.step, r.index(5), r.count(5), r.count(4))
try: r.index(4)
except ValueError as e: print(e)
s = slice(1, 2)
print(s, s.start, s.stop, s.step, s.indices(5), s == slice(1, 2), slice(None))
try: r.start = 3
except AttributeError as e: print(e)
try: s.start = 3
except AttributeError as e: print(e)
print(-1 << 63)
x = -1
print(x << 63)
def f(*a): return len(a)
print(f(*range(300)))
print(max(*range(300)), list(zip(*[range(3)]*300))[0][:5])
print(list(map(lambda *a: sum(a), *[range(3)]*20)))
