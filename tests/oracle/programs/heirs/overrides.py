# overrides and where C code bypasses them
class L(list):
    def __getitem__(self, i): print('getitem', i); return super().__getitem__(i)
    def __len__(self): print('len'); return super().__len__()
    def __iter__(self): print('iter'); return super().__iter__()
    def __contains__(self, x): print('contains', x); return super().__contains__(x)
    def __setitem__(self, i, v): print('setitem', i, v); super().__setitem__(i, v)
    def __delitem__(self, i): print('delitem', i); super().__delitem__(i)
    def append(self, x): print('append', x); super().append(x)
    def __eq__(self, o): print('eq'); return super().__eq__(o)
l = L([1, 2])
print('a'); l.append(3); l[0] = 5; print(l[0]); del l[0]; print(2 in l)
print('b'); print(list(l)); print(tuple(l)); print(sorted(l)); print(l)
print('c'); a, b = l; print(a, b); print([*l]); print(len(l), bool(l))
def f(*x): print(x)
f(*l)
print('d', l == [2, 3], [2, 3] == l, l != [2, 3])
print('e', l + [1], l * 2, [0] + l)
x = [9]; x.extend(l); print(x); x += l; print(x); x[1:1] = l; print(x)
print(l[0:1]); l[0:1] = [7, 8]; print(l)
for i in l: print(i)
print(max(l), sum(l), list(zip(l, l)), list(enumerate(l)), list(map(str, l)))
print(list(reversed(l)))
l.sort(); l.reverse(); print(l.pop(), l.index(7), l.count(7), l.copy(), l)
l.insert(0, 3); l.remove(3); l.extend(l); print(l, type(l).__name__)
print(set(l), frozenset(l), dict.fromkeys(l))
print(any(l), all(l), iter(l).__class__.__name__)
class D(dict):
    def __getitem__(self, k): print('get', k); return super().__getitem__(k)
    def __setitem__(self, k, v): print('set', k, v); super().__setitem__(k, v)
    def __delitem__(self, k): print('del', k); super().__delitem__(k)
    def __contains__(self, k): print('in', k); return super().__contains__(k)
    def __len__(self): print('len'); return super().__len__()
    def __missing__(self, k): print('missing', k); return k * 2
    def keys(self): print('keys'); return super().keys()
d = D(a=1); d['b'] = 2; d.update(c=3); d.setdefault('e', 5)
print(d['a'], d['zz'], d.get('zz'), 'a' in d, len(d), bool(d))
print(dict(d), {**d}, list(d), list(d.keys()), d | {'q': 1}, {'q': 1} | d)
def g(**k): print(k)
g(**d)
x = {}; x.update(d); print(x); x |= d; print(x)
del d['a']; print(d.pop('b'), d.popitem(), d)
print(d == {'c': 3}, d.copy(), type(d.copy()).__name__)
class M(dict):
    def __iter__(self): print('iter'); return super().__iter__()
    def keys(self): print('keys'); return ['a']
    def __getitem__(self, k): print('get', k); return 42
m = M(a=1, b=2)
print(dict(m)); print({**m}); g(**m); print(list(m)); print(m)
class C(dict):
    def __missing__(self, k):
        v = self[k] = []
        return v
c = C(); c['x'].append(1); c['x'].append(2); print(c, c.get('y'))
try: c.__class__.__missing__
except AttributeError: pass
class St(str):
    def __str__(self): return 'STR'
    def __repr__(self): return 'REPR'
    def __len__(self): return 99
    def __eq__(self, o): print('steq', o == 'abc'); return True
    def __hash__(self): print('sthash'); return 5
s = St('abc')
print(s); print(repr(s), f'{s}', f'{s!r}', f'{s:>6}', [s], str(s), ''.join([s]), s + '', len(s), s.upper(), '%s' , format(s), format(s, '>5'))
print(s == 'x', 'x' == s, s != 'abc', {s: 1}[s], s in ['q'])
print('-'.join([s, s]), s.join(['a', 'b']), 'xabc'.find(s), 'abc'.replace(s, 'q'))
class I(int):
    def __add__(self, o): print('add'); return I(int(self) + o)
    def __radd__(self, o): print('radd'); return I(o + int(self))
    def __repr__(self): return 'I(%s)' if False else 'I!'
    def __eq__(self, o): print('ieq'); return super().__eq__(o)
    def __hash__(self): return super().__hash__()
    def __bool__(self): print('bool'); return True
    def __lt__(self, o): print('lt'); return super().__lt__(o)
i = I(5)
print(i + 1, 1 + i, i - 1, i * 2, i == 5, 5 == i, 5 != i, i < 6, 6 > i, 6 < i)
print(sum([i, i]), bool(i), bool(I(0)), str(i), f'{i}', f'{i:d}', f'{i:3}', int(i), i.bit_length())
print([1, 2, 3][I(1)], 'abc'[I(1)], range(I(5))[I(2)], [0] * I(3), list(range(I(2))), I(3) in [3], {5: 'f'}[i])
i += 4; print(i, type(i).__name__)
class T(tuple):
    def __new__(cls, *a): print('new', a); return super().__new__(cls, a)
    def __init__(self, *a): print('init', a)
    def __getitem__(self, i): return ('got', i)
    def __iter__(self): print('titer'); return super().__iter__()
t = T(1, 2)
print(t, t[0], tuple(t), [*t], (*t,), t + (1,), len(t), t[0:1])
a, b = t
f(*t)
print(isinstance(1, T(int, str)) if False else 'x')
print('%'.join(T('a', 'b')))
class F(float):
    def __repr__(self): return 'F'
    def __mul__(self, o): return 'mul'
y = F(2.5); print(y, y * 2, 2 * y, y + 1, y == 2.5, hash(y) == hash(2.5), f'{y:.2f}', round(y), int(y), y.is_integer(), abs(y))
class S(set):
    def add(self, x): print('add', x); super().add(x)
    def __contains__(self, x): print('scont', x); return super().__contains__(x)
    def __iter__(self): print('siter'); return super().__iter__()
    def __len__(self): print('slen'); return super().__len__()
s = S([1, 2]); s.add(3); s |= {4}; s.update([5])
print(s, 1 in s, list(s), {0} | s, s | {0}, s == {1, 2, 3, 4, 5}, s <= {1, 2, 3, 4, 5, 6}, {1} < s, len(s), bool(s), sorted(s))
print(set(s), frozenset(s), s.union([9]), s.intersection(s), s - s, {1}.union(s), {1, 9}.difference(s), {1, 9}.isdisjoint(s), {1}.issubset(s))
