class S(set):
    def __init__(self, *a): print('init', len(a)); super().__init__(*a)
class F(frozenset): pass
class D(dict): pass
class L(list): pass
class St(str): pass
class T(tuple): pass
class I(int): pass
a=S([1,2]); b=S([2])
for n,v in [('copy',a.copy()),('or',a|b),('and',a&b),('sub',a-b),('xor',a^b),('union',a.union(b)),('inter',a.intersection(b)),('diff',a.difference(b)),('sd',a.symmetric_difference(b)),('ror',{1}|b)]:
    print(n,type(v).__name__)
f=F([1,2]); g=F([2])
for n,v in [('copy',f.copy()),('or',f|g),('and',f&g),('sub',f-g),('xor',f^g),('union',f.union(g)),('u0',f.union()),('mix',f|{1}),('mix2',{1}|f),('i0',f.intersection()),('d0',f.difference())]:
    print(n,type(v).__name__, v is f)
d=D(a=1)
for n,v in [('copy',d.copy()),('or',d|d),('or2',{}|d),('or3',d|{}),('fromkeys',D.fromkeys('ab'))]:
    print(n,type(v).__name__)
l=L([1])
for n,v in [('copy',l.copy()),('add',l+l),('add2',[1]+l),('mul',l*2),('sl',l[:])]:
    print(n,type(v).__name__)
s=St('abc')
for n,v in [('str',str(s)),('strip',s.strip()),('sl',s[:]),('add',s+''),('add2',''+s),('mul',s*1),('rep',s.replace('x','y')),('join',''.join([s])),('fmt',f'{s}'),('split',s.split()[0]),('lower',s.lower()),('zfill',s.zfill(1)),('idx',s[0]),('fmt',format(s)),('ljust',s.ljust(1))]:
    print(n,type(v).__name__, v is s)
t=T((1,2))
for n,v in [('tuple',tuple(t)),('sl',t[:]),('add',t+()),('add2',()+t),('mul',t*1)]:
    print(n,type(v).__name__, v is t)
i=I(300)
for n,v in [('int',int(i)),('add',i+0),('neg',-i),('abs',abs(i)),('round',round(i)),('pos',+i), ('divmod',divmod(i,7)[0]), ('pow',i**1)]:
    print(n,type(v).__name__, v is i)
