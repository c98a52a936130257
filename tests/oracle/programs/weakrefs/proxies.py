import weakref, sys, gc
class A:
    k = 5
    def __init__(self): self.items=[1,2]
    def __len__(self): return len(self.items)
    def __getitem__(self,i): print('rc', sys.getrefcount(self)); return self.items[i]
    def __setitem__(self,i,v): self.items[i]=v
    def __delitem__(self,i): del self.items[i]
    def __contains__(self,x): return x in self.items
    def __bool__(self): return False
    def __str__(self): return 'str A'
    def __eq__(self, o): print('eq', type(o).__name__); return 'NI'
    def __lt__(self, o): print('lt', type(o).__name__, sys.getrefcount(self)); return True
    def __add__(self, o): print('add', type(o).__name__); return 'NI'
    def __radd__(self, o): print('radd', type(o).__name__); return 'radd'
    def __iadd__(self, o): print('iadd', type(o).__name__); return 'iadd'
    def __mul__(self, o): return ('mul', o)
    def __call__(self, *a, **k): return a, k, sys.getrefcount(self)
    def m(self): return sys.getrefcount(self)
    def __hash__(self): return 5
class C: pass
a=A(); b=A()
p=weakref.proxy(a); q=weakref.proxy(b)
print(type(p).__name__, type(weakref.proxy(C)).__name__, weakref.proxy(a) is p)
print(len(p), p[0], p[1], 1 in p, 9 in p, bool(p), str(p), f"{p}", f"{p!s:>8}")
p[0]=7; print(a.items); del p[0]; print(p.items)
print(p.m(), p.k, p.__class__, a.m())
print(p(1), a(1))
for e in (lambda: p+1, lambda: 1+p, lambda: p+q, lambda: a+p, lambda: p+a, lambda: p-1, lambda: b-p):
    try: print(e())
    except TypeError as x: print(x)
print(p * 3, p == 1, p != 1, p < 3, 3 > p, p == q)
p += 1
print(p)
p=weakref.proxy(a)
b += p
print(b)
p.new = 3; print(a.new, p.new); del p.new; print(hasattr(a,'new'), hasattr(p, 'new'), getattr(p,'new',1))
setattr(p,'zz',1); print(p.zz, a.zz); delattr(p,'zz')
print(isinstance(p,A), isinstance(p, (int,A)), isinstance(p,weakref.ProxyType), isinstance(p, weakref.CallableProxyType), callable(p), issubclass(type(p), object))
print(sys.getsizeof(p), sys.getsizeof(weakref.ref(a)), gc.is_tracked(p))
def cb(x): print('cb', type(x).__name__, x is p2, x is p3, x.__callback__ if type(x) is weakref.ref else '')
r = weakref.ref(a)
p2 = weakref.proxy(a, cb); p3 = weakref.proxy(a, cb); r2=weakref.ref(a,cb)
print(weakref.getweakrefcount(a), [ (x is p, x is p2, x is p3, x is r, x is r2) for x in weakref.getweakrefs(a)])
del a
try: p.x
except ReferenceError as e: print(e)
l=[1]
c=C()
c.self = c
c.l = weakref.proxy(c, cb); keep=c.l; k2=weakref.proxy(c,cb); p2=k2
del c
print(gc.collect())
try: keep.self
except ReferenceError as e: print(e)
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>3: s.n=0; raise StopIteration
        return s.n
i=It(); p=weakref.proxy(i)
print(next(p)); print([x for x in p]); 
x=weakref.proxy(C)
print(type(x()).__name__, x.__name__)
def f(a,b=2): return a,b
pf=weakref.proxy(f); print(pf(1), pf(1,b=5), pf.__name__)
try: pf(1,2,3)
except TypeError as e: print(e)
d = [weakref.proxy(i)]
print(d[0].n, gc.get_referents(d[0]), gc.get_referents(p2)==[cb])
a,b=It(),It()
try:
    print(weakref.proxy(It()) )
except ReferenceError as e: print(e)
class N: pass
n=N(); pn=weakref.proxy(n)
print(n==pn, pn==n, pn==pn, n!=pn, pn!=n, pn is n)
l=[1,2]
class L(N):
    def __iter__(s): return It()
o=L(); po=weakref.proxy(o)
x,y,z=po; print(x,y,z); o2=o
print([*po], max(po), sorted(po), 2 in po)
