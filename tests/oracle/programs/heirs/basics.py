import sys, gc
class L(list): pass
class D(dict): pass
class T(tuple): pass
class S(set): pass
class F(frozenset): pass
class I(int): pass
class Fl(float): pass
class St(str): pass
class B(bytes): pass
l=L([1,2,3]); l.append(4); l.x=5
print(l, len(l), l[0], l[-1], l[1:3], type(l[1:3]).__name__, l.x, l.__dict__, 2 in l, list(l), sorted(l), [*l], bool(l), bool(L()))
l+= [7]; print(type(l).__name__, l); l*=2; print(type(l).__name__, l)
l[0]=9; del l[1]; print(l, l==[9], l==list(l), [1]+l, l+[1])
for x in l: print(x, end=' ')
print()
d=D(a=1); d['b']=2; d.z=3
print(d, d['a'], d.get('c'), list(d), list(d.items()), {**d}, dict(d), d|{}, 'a' in d, len(d), d=={'a':1,'b':2})
try: d['q']
except KeyError as e: print(repr(e))
t=T((1,2)); print(t, t[0], t+(3,), hash(t)==hash((1,2)), t==(1,2), {t:1}[(1,2)], {(1,2):5}[t])
a,b=t; print(a,b)
s=S([1,2]); s.add(3); print(s, s|{9}, s&{1}, 1 in s, len(s), S())
f=F([1]); print(f, hash(f)==hash(frozenset([1])), F())
i=I(300); print(i, i+1, 1+i, -i, i==300, hash(i), {300:'x'}[i], [5,6][I(1)], str(i), repr(i), f'{i:d}', '%'  , int(i), float(i), i*2, bool(I(0)), range(I(3)))
x=Fl(1.5); print(x, x*2, x==1.5, int(x), round(x), abs(x))
q=St('abc'); print(q, repr(q), q+'d', 'z'+q, q.upper(), q[0], q[1:], q=='abc', hash(q)==hash('abc'), {'abc':1}[q], ','.join([q,q]), q in 'xabcx', 'b' in q, f'{q}', f'{q!r}', list(q), len(q), q.startswith(St('a')))
z=B(b'abc'); print(z, z[0], z+b'd', z==b'abc', list(z), z.decode())
for v in (l,d,t,s,f,i,x,q,z): print(type(v).__name__, sys.getsizeof(v), gc.is_tracked(v), sys.getrefcount(v), isinstance(v, type(v).__mro__[1]))
