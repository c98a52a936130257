import sys
def t(f):
    try: r=f(); print('->',r)
    except BaseException as e: print(type(e), str(e), e.args)
for v in (lambda: print(1, sep=3), lambda: print(1,end=3), lambda: print(1,file=3), lambda: print(1,foo=3), lambda: print(1,2,sep=None,end=None), lambda:print(file=None), lambda:print('x',file=sys.stdout,flush=True),lambda:print('x',flush='') , lambda: sys.stdout.write(3), lambda: sys.stdout.write('ab\n'), lambda: sys.stderr.write('ab\n'), lambda: sys.exc_info(), lambda: sys.exit(3), lambda: sys.exit('no'), lambda: sys.exit(1,2), lambda: sys.exit((1,2)), lambda: sys.exit(), lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit('a'), lambda: sys.setrecursionlimit(), lambda: sys.setrecursionlimit(3), lambda: sys.setrecursionlimit(2.0), lambda: sys.getrecursionlimit(1), lambda: sys.implementation.name, lambda: sys.implementation.version==sys.version_info, lambda: sys.implementation.version[:3], lambda: sys.implementation.cache_tag, lambda: sys.version.split()[0], lambda: sys.maxsize, lambda: sys.argv.__class__, lambda: len(sys.argv), lambda: type(sys.implementation), lambda: sys.nope, lambda: sys.getrefcount(sys.stdout), lambda: sys.getsizeof(sys.implementation), lambda: sys.stdout, lambda: sys.stderr, lambda: sys.stdout.name, lambda: type(sys.version), lambda: isinstance(sys.version,str), lambda: sys.exc_info(1), lambda: sys.implementation is sys.implementation, lambda:sys.stdout.closed, lambda:sys.stdout.mode, lambda: sys.getsizeof(sys.stdout), lambda: sys.stdout.flush()):
    t(v)
class W:
    def __init__(s): s.l=[]
    def write(s, x): s.l.append((x, sys.getrefcount(x)-2)); return 'ignored'
w=W()
print('a', 12345, [1], sep='-', file=w); print(w.l)
t(lambda: print('z', file=w, flush=True))
class F(W):
    def flush(s): print('flushed')
w=F()
print('q', file=w, flush=True, end=''); print(w.l)
class B:
    def write(s,x): raise ValueError(x)
t(lambda: print(1,2,file=B()))
class N: pass
t(lambda: print(1,2,file=N()))
old=sys.stdout
sys.stdout=w
sys.stdout=old
print(w.l)
sys.stdout=None
print('none')
sys.stdout=old
try:
    try: 1/0
    except ZeroDivisionError:
        a=sys.exc_info()
        print(a[0], a[1], type(a[2]))
        try: [][1]
        except IndexError: print(sys.exc_info()[1], sys.getrefcount(sys.exc_info()[1]))
        print(sys.exc_info()[1])
        sys.exit('bye')
    finally:
        print('fin', sys.exc_info()[:2])
except SystemExit as e:
    print(e.code, e.args, repr(e), sys.getrefcount(e))
print(sys.exc_info())
del sys.stdout
try: print('x')
except RuntimeError as e: lost = str(e)
sys.stdout = old
print(lost)
