# What holds the arguments while a call lasts: tuples and dicts of calls without a vectorcall.
import sys
class O:
    def __del__(self): print("del")
class K:
    def __init__(self, a=1, b=2): print(sys.getrefcount(a), sys.getrefcount(b))
    def __call__(self, *a, b=None, **k): print([sys.getrefcount(x) for x in a], sys.getrefcount(b), [sys.getrefcount(x) for x in k.values()])
class E(Exception):
    def __init__(self, *a, b=None): super().__init__(*a); print([sys.getrefcount(x) for x in a], sys.getrefcount(b))
class S:
    def __setattr__(self, name, v):
        print(sys.getrefcount(v)); super().__setattr__(name, v); object.__setattr__(self, name, v)
o=O(); k=K(o)
for i in range(2):
    K(a=o); K(o, b=o); K(*[o], b=o); K(*[o,o]); K(**{'a':o})
    k(o); k(o,o,b=o); k(*[o],b=o,c=o); k(x=o); k(**{'x':o})
    E(o); E(o,b=o); E(*[o]); E(*[o],b=o)
    S().x = o
    list(map(k,[o],[o]))
    print(sys.getrefcount(o))
    try: K(q=o)
    except TypeError as e: print(e)
    try: K(1,2,3,q=o)
    except TypeError as e: print(e)
    e=None
    print(sys.getrefcount(o))
print(max([], default=o) is o, min([o], key=lambda x: 1) is o)
print("{} {x}".format(1, x=2))
