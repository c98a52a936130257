import weakref, gc, sys
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def say(*args, **kw):
    print('say', args, kw)
    return len(args)
a = A(1)
f = weakref.finalize(a, say, 1, 2, k=3)
g = weakref.finalize(a, say, 'g')
print(f.alive, f.atexit, weakref.getweakrefcount(a))
p = f.peek(); print(p[0] is a, p[1] is say, p[2], p[3])
del p
del a
print(f.alive, g.alive, f(), g(), f.peek(), f.detach(), f.atexit)
a = A(2)
f = weakref.finalize(a, say, 5)
print(f()); print(f()); print(f.alive)
del a
a = A(3)
f = weakref.finalize(a, say, 6)
d = f.detach(); print(d[0] is a, d[1] is say, d[2:], f.alive, f())
del d, a
# cycle
class N: pass
n = N(); n.me = n
weakref.finalize(n, say, 'cycle')
del n
print(gc.collect())
# arguments live as long as the finalizer
arg = A('arg'); b = A(4)
f = weakref.finalize(b, say, arg.n, keep=arg.n)
print(sys.getrefcount(arg)); 
h = weakref.finalize(b, lambda x: print('lambda', x.n), arg)
print(sys.getrefcount(arg)); del arg
del b
print('after')
def tr(t):
    try: print(t())
    except BaseException as e: print(type(e).__name__, e)
tr(lambda: weakref.finalize())
tr(lambda: weakref.finalize(1, say))
tr(lambda: weakref.finalize(f))
tr(lambda: f.nope)
def sa(): f.atexit = False
tr(sa); print(f.atexit)
def sb(): f.alive = False
tr(sb)
def sc(): f.x = 1
tr(sc)
c = A(5); f = weakref.finalize(c, say); print(f.atexit); f.atexit = 0; print(f.atexit); 
print(sys.getsizeof(f), gc.is_tracked(f), type(f), weakref.finalize)
class Sub(weakref.finalize):
    pass
s = Sub(c, say, 'sub'); print(s.alive, type(s).__name__); s(); print(s.alive)
def boom(): raise ValueError('boom')
weakref.finalize(c, boom)
weakref.finalize(c, say, 'before boom')
del c
print('end')
t = A(6); keep = weakref.finalize(t, say, 'exit 1'); no = weakref.finalize(t, say, 'never'); no.atexit = False
weakref.finalize(t, say, 'exit 2')
class R:
    def __del__(self): print('R dies')
weakref.finalize(t, boom)
weakref.finalize(t, say, R() is None, extra=1)
weakref.finalize(t, lambda r: print('holds'), R())
def more(): print('more'); weakref.finalize(t, say, 'made at exit')
weakref.finalize(t, more)
print('last line')
