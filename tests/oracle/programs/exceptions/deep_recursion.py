import sys
class A:
    def __repr__(s): return repr(s)
class B:
    def __eq__(s,o): return s==o
class C:
    def __str__(s): return str(s)
class D:
    def __hash__(s): return hash(s)
class E:
    def __lt__(s,o): return s<o
class G:
    def __getitem__(s,i): return s[i]
class H:
    def __len__(s): return len(s)
class I:
    def __bool__(s): return bool(s)
class J:
    def __iter__(s): return iter(s)
class K:
    def __next__(s): return next(s)
class L:
    def __call__(s): return s()
class M:
    def __add__(s,o): return s+o
class Nn:
    def __init__(s): Nn()
class O:
    def __contains__(s,x): return x in s
class P:
    def __enter__(s):
        with s: pass
    def __exit__(s,*a): pass
def rec(n): return rec(n+1)
def mutual1(): mutual2()
def mutual2(): mutual1()
def key(x): return sorted([1,2],key=key)
for f in (lambda: repr(A()), lambda: B()==B(), lambda: str(C()), lambda: hash(D()), lambda: {D():1}, lambda: E()<E(), lambda: G()[0], lambda: len(H()), lambda: bool(I()), lambda: iter(J()), lambda: next(K()), lambda: L()(), lambda: M()+1, lambda: Nn(), lambda: 1 in O(), lambda: rec(0), lambda: mutual1(), lambda: key(0), lambda: sorted([E(),E()]), lambda: [A()].__class__, lambda: print(A()), lambda: f'{A()}', lambda: max(E(),E()), lambda: [B()]==[B()], lambda: [B()].index(B())):
    try: f(); print('ok')
    except RecursionError as e: print('R', e)
n=0
def count():
    global n; n+=1; count()
try: count()
except RecursionError: print(n)
sys.setrecursionlimit(100)
n=0
try: count()
except RecursionError: print(n)
sys.setrecursionlimit(5000)
n=0
try: count()
except RecursionError: print(n)
l=[]
for i in range(100000): l=[l]
try: repr(l)
except RecursionError as e: print(e)
try: l==[l]
except RecursionError as e: print(e)
l=None
print('done')
