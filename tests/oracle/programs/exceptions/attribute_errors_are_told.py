import sys
class T:
    def __init__(self,n): self.n=n
    def __del__(self): print("del",self.n)
class W(T):
    def __getattr__(self,n): raise AttributeError("no "+n)
    @property
    def p(self): raise AttributeError("prop")
    @property
    def q(self): return self.zz.y
class U(T):
    def __getattr__(self,n): raise AttributeError("no "+n, name="given") if 0 else AttributeError("x")
    @property
    def p(self): raise AttributeError("prop")
class X(T):
    @property
    def p(self): raise AttributeError("prop")
    @property
    def k(self): raise KeyError("prop")
w=X("x")
try: w.p
except AttributeError as e: print(e.name, e.obj is w, sys.getrefcount(w))
try: X("tmp").p
except AttributeError as e: print("handler", e.obj is not None)
try: getattr(X("tmp2"),"p")
except AttributeError as e: print("handler", e.obj is not None)
try: W("tmp3").p
except AttributeError as e: print("handler", e.name, e)
try: W("tmp4").zip
except AttributeError as e: print("handler", e.name, e)
try: W("tmp5").zip()
except AttributeError as e: print("handler", e.name, e)
print(hasattr(w,"p"), getattr(w,"p",5))
try: w.p=1
except AttributeError as e: print(e, e.name, e.obj)
try: del w.p
except AttributeError as e: print(e, e.name, e.obj)
try: w.k
except KeyError as e: print(e)
