def t(f):
    try: print(f())
    except TypeError as e: print(e)
def f0(): pass
def f1(a): pass
def f2(a,b): pass
def f3(a,b,c): pass
def d1(a,b=1): pass
def d2(a=0,b=1): pass
def k1(a,*,k): pass
def k2(*,k,l): pass
def k3(*,k,l,m=1): pass
def v(*a): pass
def kw(**k): pass
def p(a,/,b): pass
def p2(a,b,/): pass
def all_(a,b=1,*c,d,e=2,**f): pass
class C:
    def m(self,a): pass
    def __call__(self, x): pass
    def __init__(self, q): pass
class D: pass
class F:
    def n(): pass
for g in (lambda:f0(1),lambda:f0(1,2),lambda:f0(a=1),lambda:f1(),lambda:f1(1,2),lambda:f1(b=1),lambda:f1(1,a=1),lambda:f1(1,b=2),lambda:f2(),lambda:f2(1),lambda:f2(b=1),lambda:f3(),lambda:f3(1),lambda:f2(1,2,3),lambda:d1(),lambda:d1(1,2,3),lambda:d2(1,2,3),lambda:k1(),lambda:k1(1),lambda:k1(1,2),lambda:k1(1,2,k=3),lambda:k1(1,2,k=3,l=4),lambda:k2(),lambda:k2(k=1),lambda:k3(),lambda:k2(1,k=1,l=2),lambda:v(a=1),lambda:kw(1),lambda:p(a=1,b=2),lambda:p(1,a=2),lambda:p(),lambda:p2(a=1,b=2),lambda:p2(1,b=2),lambda:all_(),lambda:all_(1),lambda:all_(d=1),lambda:C(),lambda:C(1,2),lambda:C(1).m(),lambda:C(1).m(1,2),lambda:C(1)(),lambda:C(1)(1,2),lambda:C(q=1,r=2),lambda:D(1),lambda:D(a=1),lambda:C.m(),lambda:F().n(),lambda:(lambda x:x)(),lambda:(lambda:0)(1),lambda:f1(*[1,2]),lambda:f1(**{'a':1,'b':2}),lambda:f1(*3),lambda:f1(**3),lambda:f1(**{1:2}),lambda:f1(1,**{'a':2}),lambda:f2(*[1],**{'a':2}), lambda:f1(a=1,**{'a':2}), lambda: len(), lambda: len(1,2), lambda: [].append(), lambda: [].append(1,2), lambda: [].append(x=1), lambda: {}.get(), lambda: isinstance(1), lambda: 'a'.join(), lambda: 'a'.join(1), lambda: 'a'.join([1]), lambda: object(1), lambda: print(x=1), lambda: abs(), lambda: id(), lambda: range(), lambda: list(1,2), lambda: tuple(1,2), lambda: getattr(1), lambda: setattr(1,2), lambda: 'x'.split(1), lambda: 'x'.replace(1), lambda: 'x'.replace(1,2), lambda: [].pop('a'), lambda: [].insert(1), lambda: {}.pop(), lambda: max(1), lambda: hash(), lambda: callable(), lambda: bool(1,2), lambda: float(1,2), lambda: repr(), lambda: chr(), lambda: chr('a'), lambda: ord(1), lambda: divmod(1), lambda: pow(1), lambda: round(), lambda: isinstance()):
    t(g)
