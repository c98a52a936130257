class T:
    def __init__(self,n): self.n=n
    def __del__(self): print("del",self.n)
    def __hash__(self): return 1
    def __eq__(self,o): return self.n==o.n
{T("k"):T("v"),T("k"):T("v2")}
print("--")
d={"a":T("1"),"a":T("2"),"b":T("3")}
print("--")
d={T("x"):1,T("y"):2,T("x"):3}
print("--")
try: {T("k"):T("v"),[]:T("w"),T("z"):T("u")}
except TypeError as e: print(e)
try: {T("s"),[],T("t")}
except TypeError as e: print(e)
slice(T(1),T(2),T(3))
try: [1,2][T(1):T(2):T(3)]
except TypeError as e: print(e)
try: [T("q")][T(1):T(2)]
except TypeError as e: print(e)
class S(str):
    def __del__(self): print("del S",self[:])
f"{S('a')}{S('b')}{S('c')!s}"
try: sorted([1],1)
except TypeError as e: print(e)
try: sorted([1],1,key=3)
except TypeError as e: print(e)
class C:
    def __init__(self,n): self.n=n
    def __del__(self): print("del",self.n)
    def __getitem__(self,s): print("get",s.start.n); return T("res")
    def __setitem__(self,s,v): print("set",s.start.n,v.n)
    def __delitem__(self,s): print("del item",s.start.n)
class X(C):
    def __getitem__(self,s): raise KeyError(1)
    __setitem__=lambda self,s,v: 1/0
C("c")[T(1):T(2)]
C("c")[T(1):T(2):T(3)]
C("c")[T(1):T(2)]=T("v")
C("c")[T(1):T(2):T(3)]=T("v")
del C("c")[T(1):T(2)]
try: X("x")[T(1):T(2)]
except KeyError as e: print("KE")
try: X("x")[T(1):T(2)]=T("v")
except ZeroDivisionError as e: print("ZE")
[T("l0"),T("l1")][0:1]
[T("l0"),T("l1")][0:1]=[T("n")]
(T("l0"),T("l1"))[:]
[T("i")][0]
