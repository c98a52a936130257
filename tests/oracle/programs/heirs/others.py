import sys, gc
class L(list): pass
class D(dict): pass
class St(str): pass
class I(int): pass
class B(bytes): pass
class W:
    def __iter__(self): return iter([7])
    def __radd__(self, o): return ('radd', type(o).__name__)
    def __eq__(self, o): return ('eq', type(o).__name__)
    def __lt__(self, o): return 'lt'
print(L([1]) + W(), I(1) + W(), St('a') + W(), L() == W(), I(1) > W(), B(b'a') + W())
class NI(int):
    def __add__(self, o): return NotImplemented
try: print(NI(1) + 2, NI(1) + 2.5, 2 + NI(1))
except TypeError as e: print(e)
l = L([1]); l += W(); print(l)
class E2(Exception): pass
def gen(l):
    for x in l: yield x
print(list(gen(L([1, 2]))), dict(zip(St('ab'), L([1, 2]))))
x = L([1, 2, 3])
for i in x:
    if i == 1: x.append(9)
    print(i, end=' ')
print()
d = D(a=1)
try:
    for k in d: d[k + 'x'] = 1
except RuntimeError as e: print(e)
for k, v in D(a=1, b=2).items(): print(k, v, end=' ')
print(B(b'') + b'', b'' + B(b'q'), type(b'' + B(b'q')).__name__, type(B(b'q') + b'').__name__, type(B(b'q') * 1).__name__, type(B(b'q')[:]).__name__, type(bytes(B(b'q'))).__name__)
k = D(a=1).keys(); print(k, k & {'a'}, k | L(['z']) if False else '', len(k), 'a' in k, k == {'a'})
it = iter(L([1, 2])); next(it); print(list(it))
it = reversed(L([1, 2])); print(next(it), list(it))
m = L([3]).append; m(4); print(m.__self__ if hasattr(m, '__self__') and False else 'm')
f = L.append; x = L(); f(x, 1); print(x)
class Cmp(str):
    def __lt__(self, o): return len(self) < len(o)
print(sorted([Cmp('aaa'), Cmp('b'), Cmp('cc')]), min(Cmp('zz'), Cmp('a')), max([Cmp('a'), Cmp('bb')]))
class Key(str):
    def __hash__(self): return hash(self.lower())
    def __eq__(self, o): return self.lower() == o.lower()
d = {Key('Abc'): 1}; print(d[Key('ABC')], Key('abc') in d, d.get(Key('x')))
class P(list):
    def __call__(self, x): return ('called', x)
    def __enter__(self): return self
    def __exit__(self, *a): print('exit'); return True
    def __getattr__(self, n): return 'attr ' + n
p = P([1]); print(p(3), p.foo, callable(p))
with p as q: q.append(2); raise E2
print(p)
del p[:]; print(p, not p)
class O(dict):
    def __setattr__(self, n, v): self[n] = v
    def __getattr__(self, n):
        try: return self[n]
        except KeyError: raise AttributeError(n)
    def __delattr__(self, n): del self[n]
o = O(a=1); o.b = 2; print(o.a, o.b, o); del o.a; print(o, hasattr(o, 'a'), getattr(o, 'zz', None))
print(L.__init__ is list.__init__, L().__len__(), [1].__len__(), list.__len__(L([1])), dict.__getitem__(D(a=1), 'a'), D(a=1).__contains__('a'), St('a').__add__('b'), I(1).__add__(2), I(3).__bool__(), str.__str__(St('z')), int.__repr__(I(4)), list.__eq__(L(), []), list.__eq__(L(), ()), 'a'.__eq__('a'), (1).__lt__(2))
a = [St('x'), I(1), L(), D()]; print(a, sys.getrefcount(a[2]), a.index(St('x')), 1 in a)
try: raise ValueError(St('msg'))
except ValueError as e: print(e, repr(e))
try: D()[St('kk')]
except KeyError as e: print(e)
print(St('a') is St('a'), St('a') == St('a'), {St('a'), 'a'}, len({I(1), 1, True}))
class Base(L):
    pass
print(Base([1]), type(Base.__mro__[1]).__name__, isinstance(Base(), list), Base.__name__)
