"""Collections that wait begin inside of open() and of reading, where Python code of the codec runs."""
import gc, sys
gc.collect()
gc.set_threshold(0)
n=gc.get_count
def b():
    f=open("one", "w")
    e=f.__exit__
    x = n(); y=n(); z=n(); u=n(); v=n()
    e(None,None,None)
    p = n(); q = n()
    e = None
    s = n()
    f = None
    t = n()
    return x,y,z,u,v,p,q,s,t
def c():
    with open("one", "w") as f:
        x = n(); y=n(); z=n(); u=n(); v=n()
    p = n(); q = n()
    f = None
    t = n()
    return x,y,z,u,v,p,q,t
def d():
    f=open("one", "w")
    x = n(); y=n(); z=n(); u=n(); v=n()
    f.close()
    p = n(); q = n()
    f = None
    t = n()
    return x,y,z,u,v,p,q,t
class K:
    def __enter__(self): pass
    def __exit__(self, a,b,c): pass
def e():
    with K():
        x = n(); y=n(); z=n(); u=n(); v=n()
    p = n(); q = n()
    return x,y,z,u,v,p,q
class K:
    def __enter__(self): pass
    def __exit__(self, *a): pass
def f():
    with K():
        x = n(); y=n(); z=n(); u=n(); v=n()
    p = n(); q = n()
    return x,y,z,u,v,p,q
for f in b, c, d, e, f:
    for i in range(3):
        gc.collect()
        print(f.__name__, [x[0] for x in f()])
import gc, sys
gc.collect()
n=gc.get_count
def d():
    f = open("one", "r")
    x = n(); x1 = n(); x2 = n()
    f.readline()
    y = n(); y2 = n(); y3 = n()
    f = None
    w = n()
    return x, x1, x2, y, y2, y3, w
def e():
    f = open("one", "r")
    x = 0; x1 = n()[0]; x2 = n()[0]
    f.readline()
    y = n()[0]; y2 = n()[0]; y3 = n()[0]
    f = None
    w = n()[0]
    return x, x1, x2, y, y2, y3, w
gc.set_threshold(0)
f=open("one","w"); f.write("a"); f.close()
for f in d,e:
  for t in range(1, 20):
    gc.set_threshold(0)
    keep = [[] for x in range(30)]
    gc.collect()
    gc.set_threshold(t,100,100)
    r = f()
    gc.set_threshold(0)
    print(t, f.__name__, [x if type(x) is int else x[0] for x in r])
