"""A class that has only one of two methods that share a slot: the other one is called like a method, whose
arguments come in a tuple, and again without the first."""
import gc, sys
class MyDict(dict):
    pass
class L:
    def __hash__(self):
        print("hash", sys.getrefcount(self)); return 1
    def __eq__(self, o):
        print("eq", sys.getrefcount(self)); return self is o
d=MyDict()
q=L()
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
class D2(dict):
    def __delitem__(self, k):
        print("del", sys.getrefcount(k))
        super().__delitem__(k)
    def __setitem__(self, k, v):
        print("set", sys.getrefcount(k), sys.getrefcount(v))
        super().__setitem__(k, v)
class D3(dict):
    def __getitem__(self, k):
        print("get", sys.getrefcount(k))
        return super().__getitem__(k)
class D4(dict):
    def __setitem__(self, k, v):
        print("set", sys.getrefcount(k), sys.getrefcount(v))
        super().__setitem__(k, v)
class ML(list):
    pass
class ML2(list):
    def __getitem__(self, k): 
        return super().__getitem__(k)
    def __contains__(self, k):
        return super().__contains__(k)
class ML3(list):
    def __setitem__(self, k, v): return super().__setitem__(k, v)
for D in dict, MyDict, D2, D3, D4:
    print(D.__name__)
    d=D()
    def f():
        d[q]=1
    t(f)
    def f():
        del d[q]
    t(f)
    t(f)
    def f():
        return d[q]
    t(f)
    def f():
        return q in d
    t(f)
    def f():
        d[q] = q
        return d.get(q) is q
    t(f)
    def f():
        return d.pop(q) is q, d.setdefault(q, 1)
    t(f)
    d.clear()
    try: del d[q]
    except KeyError as e: print(e.args[0] is q)
    try: d[q]
    except KeyError as e: print(e.args[0] is q)
    d[q]=q
    del d[q]
import gc, sys
gc.disable()
class V:
    def __del__(self): print("del v")
class S:
    def __setattr__(self, k, v):
        print("setattr", sys.getrefcount(self), sys.getrefcount(v))
        object.__setattr__(self, k, v)
class D:
    def __delattr__(self, k):
        print("delattr", sys.getrefcount(self))
        object.__delattr__(self, k)
class C:
    def __del__(self): print("C")
def n(): return gc.get_count()[0]
class P:
    @property
    def x(self): return 1
    @x.setter
    def x(self, v): print("x", sys.getrefcount(self), sys.getrefcount(v))
    @x.deleter
    def x(self): print("del x", sys.getrefcount(self))
class PS(P):
    def __setattr__(self, k, v):
        super().__setattr__(k, v)
class PD(P):
    def __delattr__(self, k):
        super().__delattr__(k)
def f(K):
    gc.collect()
    a = n()
    s = K()
    v = V()
    b = n()
    s.x = v
    c = n()
    del s.x
    d = n()
    s.x = v
    v = None
    e = n()
    del s.x
    g = n()
    return [x-a for x in (b,c,d,e,g)]
for K in S, D, P, PS, PD:
    print(K.__name__)
    print(f(K)); print(f(K))
class LS(list):
    def __setitem__(self, i, v):
        super().__setitem__(i, v)
class LD(list):
    def __delitem__(self, i):
        super().__delitem__(i)
def g(K):
    gc.collect()
    a = n()
    l = K([1, 2, 3, V()])
    b = n()
    l[0] = l
    c = n()
    del l[0]
    d = n()
    l[1:2] = []
    e = n()
    del l[1]
    h = n()
    return [x-a for x in (b,c,d,e,h)]
for K in list, LS, LD:
    print(K.__name__)
    print(g(K)); print(g(K))
