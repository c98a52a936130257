import sys
class L(list): pass
class Sl(list): __slots__=('a','b')
class D(dict): pass
class T(tuple): pass
class T0(tuple): __slots__=()
class S(set): pass
class F(frozenset): pass
class I(int): pass
class I0(int): __slots__=()
class Fl(float): pass
class St(str): pass
class St2(str): __slots__=('a','b')
class B(bytes): pass
for x in [L(),L([1,2,3]),Sl(),D(),D(a=1),T(),T((1,2)),T0((1,)),S(),S([1,2,3,4,5,6]),F(),F([1]),I(),I(5),I(2**31),I0(7),Fl(1.5),St(),St('abc'),St('\xe9'),St('\u20ac'),St('\U00010000'),St2('ab'),B(),B(b'abc'),B(b'12345678')]:
    print(type(x).__name__, sys.getsizeof(x))

for c in (L, Sl, D, T, T0, S, F, I, I0, Fl, St, St2, B):
    print(c.__name__, sys.getsizeof(c))
l = L()
for i in range(12):
    l.append(i)
    print(sys.getsizeof(l), end=' ')
print()
d = D()
for i in range(12):
    d[i] = i
    print(sys.getsizeof(d), end=' ')
print(sys.getsizeof(d.copy()), sys.getsizeof(D(d)), sys.getsizeof(dict(d)))
s = S()
for i in range(20):
    s.add(i)
print(sys.getsizeof(s), sys.getsizeof(S(s)), sys.getsizeof(L(range(5))), sys.getsizeof(L([1, 2, 3])), sys.getsizeof(T(range(5))))
l.x = 1
print(sys.getsizeof(l), sys.getsizeof(l.__dict__), sys.getsizeof(L().__dict__))
