# sys.stdout keeps what it is given until it has 8 KiB: the counts of printed strings tell. What __str__
# returns is handed on as it is; an exception with a __repr__ still has its own str().
import sys
class E(Exception):
    def __repr__(self): return "R"
print(str(E("x")), repr(E("x")), E("y"), [E("z")])
class F(KeyError):
    def __repr__(self): return "R"
print(str(F("x")), repr(F("x")), F("y"), [F("z")])
s = "hello there"
print(sys.getrefcount(s))
print(s)
print(sys.getrefcount(s))
class S:
    def __init__(self, s): self.s = s
    def __str__(self): return self.s
class R:
    def __init__(self, s): self.s = s
    def __repr__(self): return self.s
print(S(s), R(s)); print(sys.getrefcount(s))
print(Exception(s), KeyError(s), Exception(s, s)); print(sys.getrefcount(s))
print(str(S(s)) is s, str(R(s)) is s, repr(R(s)) is s, str(Exception(s)) is s, f"{s}" is s, f"{S(s)}" is s, format(S(s)) is s, format(s) is s)
print(sys.getrefcount(s))
print([s], sep=s, end=s); print(sys.getrefcount(s))
print(s, flush=True); print(sys.getrefcount(s))
sys.stdout.write(s); print(sys.getrefcount(s))
sys.stdout.write(s + "x\n"); print(sys.getrefcount(s))
sys.stdout.flush()
print(sys.getrefcount(s))
u = s + "ä"
print(u, sys.getrefcount(u)); print(sys.getrefcount(u))
print(s * 200)
print(sys.getrefcount(s))
for i in range(300): print(s, end=" ")
print(); print(sys.getrefcount(s))
for i in range(2000): print(s, end=" ")
print(); print(sys.getrefcount(s))
big = s * 800
print(sys.getrefcount(s)); print(big[:30]); print(big); print(sys.getrefcount(s), sys.getrefcount(big))
