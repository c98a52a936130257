# throw() through yield from: the inner frame's f_back is the outer generator's.
import gc, sys, weakref
gc.collect(); gc.set_threshold(2000)
class N:
    def __init__(self, n, *a): self.n = n; self.a = a
    def __del__(self): print('del', self.n)
def f0():
    raise KeyError('e8')
    v2 = N('o1')
    print('here')
    v2 = N('o2')
    print('here')
    [N('o4'), (yield None)]
    yield
def f1(a, b=None):
    v0 = N('o5')
    try:
        try:
            try:
                r = yield from f0()
                print('r', type(r).__name__)
            except Exception as e:
                print('exc', repr(e), repr(e.__context__))
                print('here')
            v1 = N('o6')
            raise KeyError('e9')
        except KeyError as e:
            print('exc', repr(e), repr(e.__context__))
            try:
                for i in [N('o7'), N('o8')]:
                    x = yield b
                    print('got', type(x).__name__)
            except ValueError as e:
                print('exc', repr(e), repr(e.__context__))
                return 5
    except KeyError as e:
        print('exc', repr(e), repr(e.__context__))
    try:
        try:
            v3 = N('o11')
            v0 = N('o12', a)
        finally:
            print('fin 96')
        print('here')
        [N('o14'), (yield b)]
    except KeyError as e:
        print('exc', repr(e), repr(e.__context__))
    yield
def f2(a):
    yield None
    print(sys.getrefcount(a))
    r = yield from f1(None)
    print('r', type(r).__name__)
    yield
def f3(a, b=None):
    yield 1
    v0 = N('o17')
    yield v0
    yield
def act(fn, *a):
    try:
        v = fn(*a)
        print('->', type(v).__name__)
    except StopIteration as e:
        print('stop', type(e.value).__name__)
    except BaseException as e:
        print('!', repr(e), repr(e.__context__), repr(e.__cause__))
g0 = f2(None)
act(next, g0)
act(g0.send, None)
act(g0.close)
g1 = f1(g0)
w = weakref.ref(g1, lambda w: print('weak', w()))
g1 = f2(N('o20'))
w = weakref.ref(g0, lambda w: print('weak', w()))
act(g0.send, 1)
act(next, g1)
act(next, g1)
w = weakref.ref(g0, lambda w: print('weak', w()))
act(g1.throw, ValueError('t'))
print('gc', gc.collect())
act(g0.send, 1)
act(next, g1)
act(g0.close)
act(g0.send, g0)
act(next, g0)
act(g0.close)
act(next, g1)
print(type(g1.gi_frame).__name__, g1.gi_running, g1.gi_suspended, type(g1.gi_yieldfrom).__name__)
act(g1.close)
