"""super() of None is as if there were no object; what files refuse to be set."""
class A: pass
class L(A):
    def go(self):
        for i in range(3):
            try: super().go()
            except Exception as e: print(type(e).__name__, e)
L().go()
L.go(None)
o=None
for i in range(3):
    try: super(L, o).go()
    except Exception as e: print(type(e).__name__, e)
try: print(super(L, None), super(L, o).__class__)
except Exception as e: print(type(e).__name__, e)
class Node: pass
class L(Node):
    def go(self): return 1
o=open("one","w")
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def f(): o.__dict__ = {"name": 1}
t(f)
def f(): del o.__dict__
t(f)
t(lambda: sorted(o.__dict__))
def f(): o.mode = 5; return o.mode
t(f)
def f(): o.__doc__ = 5
t(f)
def f(): del o.__doc__
t(f)
def f(): o.closed = 5
t(f)
def f(): del o.closed
t(f)
def f(): del o.nothing
t(f)
def f(): del o.mode; return o.mode
t(f)
t(lambda: super(L, None).go())
t(lambda: super(L, None))
t(lambda: super(L).go())
t(lambda: super(L, 5).go())
