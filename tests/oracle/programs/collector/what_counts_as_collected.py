# collected: weakrefs freed in the callback phase count; dicts of instances; what DEBUG adds.
import gc, weakref
class N: pass
gc.collect()
def case(f):
    f(); print(f.__name__, gc.collect())
def a(): n = N(); n.n = n
def b(): n = N(); n.n = n; n.w = weakref.ref(n)
def c(): n = N(); n.n = n; n.w = weakref.ref(n, print)
keep = []
def d():
    n = N(); n.n = n; keep.append(weakref.ref(n, lambda w: keep.clear()))
def e():
    n = N(); n.n = n; weakref.finalize(n, len, "")
def f():
    n = N(); n.n = n; m = N(); m.m = m; n.w = weakref.ref(m, print); m.w = weakref.proxy(n, print)
def g():
    n = N(); n.n = n; n.d = weakref.WeakValueDictionary(n=n)
def h():
    n = N(); n.n = n; n.d = weakref.WeakKeyDictionary({n: 1})
def i():
    n = N(); n.n = n; n.d = weakref.WeakSet([n])
def j():
    n = N(); n.n = n; n.__dict__; n.f = n.__init__
for t in (a, b, c, d, e, f, g, h, i, j): case(t)
