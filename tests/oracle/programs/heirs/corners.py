# errors and corners
def tried(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__ + ':', e)
class L(list): pass
class D(dict): pass
class T(tuple): pass
class S(set): pass
class F(frozenset): pass
class I(int): pass
class Fl(float): pass
class St(str): pass
class B(bytes): pass
for c in (L, D, T, S, F, I, Fl):
    tried(c, 1, 2, 3); tried(c, x=1); tried(c, None); tried(c)
tried(I, '12'); tried(I, '12', 16); tried(I, 'zz'); tried(I, 2.9); tried(Fl, '1.5'); tried(Fl, 'x'); tried(St, 5); tried(B, 3); tried(B, [1, 2])
tried(lambda: L([1])[5]); tried(lambda: L([1])['a']); tried(lambda: T((1,))[5]); tried(lambda: St('a')[5]); tried(lambda: D()['k']); tried(lambda: D({1: 2})[[]])
tried(hash, L()); tried(hash, D()); tried(hash, S()); tried(lambda: {L(): 1}); tried(lambda: {S([1])}); print({F([1])} == {frozenset([1])})
tried(lambda: L() + (1,)); tried(lambda: L() + 1); tried(lambda: 1 + L()); tried(lambda: T() + [1]); tried(lambda: I(1) + 'a'); tried(lambda: 'a' + I(1)); tried(lambda: St('a') + 1); tried(lambda: St('a') * 'b'); tried(lambda: D() + D()); tried(lambda: S() + S()); tried(lambda: I(1) - None); tried(lambda: L() - L()); tried(lambda: -L())
tried(lambda: L() < 1); tried(lambda: L([1]) < [2]); tried(lambda: I(1) < 'a'); tried(lambda: D() < D()); tried(lambda: St('a') < 'b'); tried(lambda: T((1,)) <= (1, 2)); tried(lambda: S([1]) < {1, 2})
tried(len, I(1)); tried(iter, I(1)); tried(lambda: 1 in I(1)); tried(lambda: 1 in St('a')); tried(lambda: [*I(1)]); tried(list, Fl(1.0))
def f(*a, **k): return a, k
tried(lambda: f(**L())); tried(lambda: f(*I(1))); tried(lambda: f(**D(a=1), a=2)); tried(lambda: f(**{1: 2}))
def u(x): a, b = x; return a, b
tried(u, L([1, 2])); tried(u, L([1])); tried(u, T((1, 2, 3))); tried(u, St('ab')); tried(u, I(1)); tried(u, D(a=1, b=2))
tried(lambda: L([3, 1]).pop(9)); tried(lambda: L().pop()); tried(lambda: L().remove(1)); tried(lambda: L().index(1)); tried(lambda: T().index(1)); tried(lambda: S().pop()); tried(lambda: S().remove(1)); tried(lambda: D().popitem()); tried(lambda: D().pop('a'))
tried(lambda: L.append([], 1)); tried(lambda: L.append(1, 1)); tried(lambda: list.append(L(), 1)); tried(lambda: list.append({}, 1)); tried(lambda: str.upper(St('a'))); tried(lambda: str.upper(1))
tried(lambda: tuple.__new__(T, (1, 2))); tried(lambda: tuple.__new__(list)); tried(lambda: int.__new__(I, 5) + 1); tried(lambda: int.__new__(bool, 5)); tried(lambda: object.__new__(L)); tried(lambda: list.__new__(L)); tried(lambda: dict.__new__(D)); tried(lambda: str.__new__(St, 'x')); tried(lambda: list.__new__(object)); tried(lambda: list.__new__())
tried(isinstance, I(1), int); tried(issubclass, I, int); tried(isinstance, True, I); tried(issubclass, D, (list, dict)); print(L.__mro__, I.__bases__)
print(L.__name__, type(L()).__name__, L().__class__ is L, L.__doc__, L().__doc__ is None)
for b in (bool, type(None), type(lambda: 0), range, slice, type(...), type(len), type(iter([])), type({}.keys()), type(x for x in ())):
    try:
        class X(b): pass
        print('ok')
    except TypeError as e: print(e)
for b in (int, tuple, bytes):
    try:
        class X(b): __slots__ = 'a'
    except TypeError as e: print(e)
    class X(b): __slots__ = ()
    tried(lambda: setattr(X(), 'y', 1)); tried(lambda: X().__dict__)
for bs in ((list, dict), (int, str), (L, D), (L, list), (set, frozenset)):
    try:
        class X(*bs): pass
        print('ok', X.__mro__)
    except TypeError as e: print(e)
class Mix:
    def hello(self): return 'hello %d' if False else len(self)
    def __len__(self): return 42
class X(Mix, list): pass
print(len(X()), X().hello(), bool(X()), X([1]))
class X(list, Mix): pass
print(len(X()), X().hello(), bool(X()))
class Deep(L):
    def append(self, x): super().append(x); return self
print(Deep().append(1).append(2), type(Deep()[:]).__name__)
class Point(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
p = Point(3, 4); print(p, p.x, p == (3, 4), p + (5,), sorted([Point(2, 1), Point(1, 2)]), max(p))
tried(Point, 1); tried(lambda: p.zz); tried(lambda: setattr(p, 'x', 1)); p.note = 'n'; print(p.note, p.__dict__)
class Stack(list):
    def __init__(self, *items): super().__init__(items); self.log = []
    def push(self, x): self.append(x); self.log.append(x)
s = Stack(1, 2); s.push(3); print(s, s.log, s.pop(), s[-1], s == [1, 2], s.__dict__)
class Default(dict):
    def __init__(self, make): super().__init__(); self.make = make
    def __missing__(self, k): self[k] = v = self.make(); return v
d = Default(list); d['a'].append(1); d['b']; print(d, d.get('c'), 'c' in d); tried(lambda: d.pop('zz'))
tried(lambda: D.fromkeys('ab')); print(type(D.fromkeys('ab')).__name__)
print(sum([I(1), I(2)]), sum([Fl(1.5), 2]), sum([L([1]), L([2])], []), type(sum([I(1)])).__name__, type(sum([I(1)], I(2))).__name__)
print(max(I(3), I(5)), min([St('b'), St('a')]), abs(I(-3)), divmod(I(7), I(2)), pow(I(2), I(3)), round(Fl(2.567), I(1)), chr(I(65)), ord(St('A')), format(I(255), "x"), '%')
print(' '.join([St('a'), 'b']), 'a,b'.split(St(',')), St('a b').split(), St('x').join('ab'), 'abc'.startswith((St('a'),)), 'abc'.replace(St('b'), St('q')), St('abc').find('c'), St(' a ').strip())
print([1, 2, 3, 4][I(1):I(3)], 'hello'[I(1):I(4):I(2)], (1, 2)[I(0)], [0] * I(2), I(2) * 'ab', I(2) ** 3, 7 // I(2), 7 % I(4), ~I(1), I(6) & 3, I(1) << I(3))
print(f'{St("x"):>4}|{I(5):04}|{Fl(1.5):.2f}|{L([1])}|{D(a=1)!r}|{T((1,))}|{I(5)=}', format(I(255), 'x'), '{} {}'.format(I(1), St('a')), '{0:>3}'.format(I(1)))
print({**D(a=1)}, [*T((1, 2))], {*S([1])}, (*L([1]),), dict(D(a=1), b=2), dict([T(('k', 'v'))]), list(zip(L([1]), T((2,)))), {1: 'int'}[I(1)], {I(1): 'I'}[1], {'a': 1}[St('a')], {St('a'): 1}['a'], {T((1,)): 2}[(1,)], 1 in {I(1)}, I(1) in {1})
d = {}; d[I(1)] = 'a'; d[1] = 'b'; d[True] = 'c'; print(d, type(list(d)[0]).__name__)
x = I(1); x += 1; print(x, type(x).__name__); x = St('a'); x += 'b'; print(x, type(x).__name__); x = T((1,)); x += (2,); print(x, type(x).__name__); x = S([1]); y = x; x |= {2}; x -= {1}; x &= {2, 3}; x ^= {9}; print(x, type(x).__name__, x is y); x = F([1]); x |= {2}; print(x, type(x).__name__); x = D(a=1); y = x; x |= {'b': 2}; print(x, x is y)
x = L([1, 2, 3]); del x[0]; del x[0:1]; x[0:0] = [7, 8]; x *= 2; print(x); x.sort(reverse=True); print(x, sorted(x, key=lambda v: -v)); x[:] = x; x.extend(x); print(x); x.clear(); print(x)
print(repr(L()), repr(D()), repr(T()), repr(S()), repr(F()), repr(I()), repr(Fl()), repr(St()), repr(B()), str(B(b'x')), str(I(3)))
x = L(); x.append(x); print(x); x = D(); x['x'] = x; print(x); x = S(); y = L([x]); print(y)
print(L([1]) == L([1]), L([1]) != [1], T((1,)) == [1], I(1) == Fl(1.0), I(1) is I(1), St('a') == 'a', D(a=1) == {'a': 1}, S([1]) == F([1]), B(b'a') == b'a')
print(any(L([0, 1])), all(T(())), list(reversed(L([1, 2]))), list(reversed(T((1, 2)))), list(reversed(D(a=1, b=2))), list(reversed(St('ab'))), list(enumerate(St('ab'))), list(map(str, F([1]))), list(filter(None, L([0, 1]))), next(iter(T((5,)))))
print(callable(L()), callable(L), hasattr(L(), 'append'), getattr(I(5), 'bit_length')(), L.append is list.append, Fl(2.0).is_integer(), B(b'a b').split(), B(b'abc').decode(), St('abc').encode(), b'x'.join([B(b'a'), b'b']), bytes(B(b'q')), bytes(I(2)), float(I(2)), int(St('7')), float(St('1.5')), bool(St('')), str(St('z')), tuple(L([1])), list(T((1,))), set(L([1])), frozenset(S([1])), bytes(L([65])))
