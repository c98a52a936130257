# How many references there are to an object while its __repr__, __eq__, __call__ ... runs.
import sys, gc
class L:
    def __init__(s,n): s.n=n
    def __repr__(s):
        print("repr", s.n, sys.getrefcount(s)); return "R"
    def __str__(s):
        print("str", s.n, sys.getrefcount(s)); return "S"
    def __eq__(s,o):
        print("eq", s.n, sys.getrefcount(s), sys.getrefcount(o)); return True
    def __hash__(s):
        print("hash", s.n, sys.getrefcount(s)); return 1
    def __lt__(s,o):
        print("lt", s.n, sys.getrefcount(s), sys.getrefcount(o)); return s.n<o.n
    def __call__(s,*a):
        print("call", s.n, sys.getrefcount(s), [sys.getrefcount(x) for x in a])
a=L("a"); b=L("b")
a2=a; 
print("1"); str(a)
print("2"); x=f"{a}"
print("3"); x=f"{a!r:>8}"
print("4"); x=f"{a=}"
print("5"); repr(a)
print("6"); x=repr([a])
print("7"); x=repr((a,))
print("8"); x=repr({1:a})
print("9"); x=str([a])
print("10"); print([a])
print("11"); print(a)
print("15"); a(b)
print("16"); x=list(map(a,[b]))
print("18"); x=list([a])
x={a}
print("19"); x=repr(x)
print("20"); x=repr({1:2}.values())+repr({1:a}.values())
print("21"); x=repr(frozenset([a]))
print("22"); x=[a]==[b]
print("23"); x=(a,)==(b,)
print("24"); x=[a]<[b]
print("25"); x=max(a,b)
print("26"); x=max([a,b])
print("27"); x=min([a,b],key=lambda z:z)
print("28"); x=a in [b]
print("29"); x="".join(str(z) for z in [a])
print("30"); x=[a].index(b)
print("31"); x=ValueError(a); y=str(x); y=repr(x)
print("32"); x=format(a)
print("33"); x=getattr(a,"n"); hasattr(a,"q")
