import weakref
class A: pass
a=A()
def tr(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
tr(lambda: weakref.ref())
tr(lambda: weakref.ref(a,None,3))
tr(lambda: weakref.ref(a,callback=3))
tr(lambda: weakref.ref(a)(1))
tr(lambda: weakref.ref(a)(x=1))
tr(lambda: weakref.proxy())
tr(lambda: weakref.proxy(a,1,2))
tr(lambda: weakref.proxy(a,callback=2))
tr(lambda: weakref.proxy(1))
tr(lambda: weakref.ref(weakref.proxy(a)))
tr(lambda: weakref.ref(weakref.ref(a)))
tr(lambda: weakref.ProxyType(a))
tr(lambda: weakref.getweakrefs(1))
tr(lambda: weakref.getweakrefcount())
p=weakref.proxy(a)
tr(lambda: p())
tr(lambda: p+1)
tr(lambda: 1+p)
tr(lambda: p[0])
tr(lambda: len(p))
tr(lambda: next(p))

tr(lambda: hash(p))
tr(lambda: {p:1})
tr(lambda: p<1)
tr(lambda: p==a)
tr(lambda: a==p)
tr(lambda: p.nope)
tr(lambda: -p)
tr(lambda: isinstance(p,A))
tr(lambda: type(p))
tr(lambda: p.__class__)
def w():
    with p: pass
tr(w)
tr(lambda: bool(p))
del a
for f in [lambda: p(), lambda: p+1, lambda:1+p, lambda:p[0], lambda:len(p), lambda:next(p),  lambda:hash(p),lambda:p<1,lambda:p==p,lambda:p==1,lambda:1==p, lambda:p.x, lambda:hasattr(p,'x'),lambda:getattr(p,'x',3),lambda:isinstance(p,A),lambda:isinstance(p,weakref.ProxyType),lambda:bool(p),lambda:str(p),lambda:f"{p}",lambda:1 in p, lambda:[p]==[p],lambda:not p,lambda:p.__class__, lambda:callable(p), lambda: p in [1,p]]: tr(f)
def s(): p.x=1
tr(s)
def s(): p[1]=1
tr(s)
def s(): del p.x
tr(s)
def s():
    for x in p: pass
tr(s)
def s(): x,y=p
tr(s)
r=weakref.ref(A())
tr(lambda: hash(r)); tr(lambda: r==r); tr(lambda: r!=r); tr(lambda:r<r); tr(lambda:r.__callback__); tr(lambda:setattr(r,'x',1)); tr(lambda:setattr(r,'__callback__',1))
