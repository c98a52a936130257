import gc, sys, weakref
log = []
class R:
    saved = []
    def __init__(self, n): self.n = n; self.w = weakref.ref(self, lambda r: log.append(("cb", n)))
    def __del__(self): log.append(("del", self.n, self.w() is None)); R.saved.append(self) if self.n % 2 else None
def flush(*a): print(*a, log, [x.n for x in R.saved]); log.clear()
for i in range(4): R(i)
flush("created"); R.saved.clear(); flush("cleared")
a, b = R(5), R(6); a.o, b.o = b, a; del a, b; flush(gc.collect()); flush(gc.is_finalized(R.saved[0]), R.saved[0].w(), R.saved[0].o.w()); R.saved.clear(); flush(gc.collect())
c = [R(8)]; c.append(c); del c; flush(gc.collect()); c = R(7); c.me = c; del c; flush(gc.collect()); x = R.saved.pop(); flush(gc.is_finalized(x)); del x; flush(gc.collect())
class E:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n); raise ValueError(self.n)
E(1); flush(); e = E(2); e.me = e; del e; flush(gc.collect()); [E(3), E(4)]; flush(); l = [E(5)]; l.clear(); flush()
def f(): t = E(6); return 1 / 0
try: f()
except ZeroDivisionError as z: flush(z.__context__)
flush()
class N:
    def __del__(self): log.append(("N", globals().get("zz"))); self.x = R(10); N.made = self.x
N(); flush(N.made.n); N.made = None; flush()
class M:
    def __init__(self, d): self.d = d
    def __del__(self): log.append(self.d); self.d and M(self.d - 1)
M(4); flush(); m = M(2); m.me = m; del m; flush(gc.collect()); flush(gc.collect())
class Del(Exception):
    def __del__(self): log.append("exc del")
try: raise Del
except Del: pass
flush(); x = Del(); x.x = x; del x; flush(gc.collect())
class G:
    def __init__(self): self.g = self.gen(); next(self.g)
    def gen(self):
        try: yield self
        finally: log.append("gen fin")
    def __del__(self): log.append("G del")
g = G(); del g; flush(); flush(gc.collect())
class L(list):
    def __del__(self): log.append(("L", len(self)))
l = L([1, 2]); l.append(l); del l; flush(gc.collect()); L([1]); flush(); L(L([1])); flush()
class D(dict):
    def __del__(self): log.append(("D", len(self)))
d = D(a=1); d["me"] = d; del d; flush(gc.collect()); D(D(a=1)); flush()
class S:
    __slots__ = ("a", "__weakref__")
    def __del__(self): log.append(("S", hasattr(self, "a")))
s = S(); s.a = s; r = weakref.ref(s, lambda r: log.append("S cb")); del s; flush(r() is None); flush(gc.collect(), r() is None); S(); flush()
gc.set_debug(gc.DEBUG_SAVEALL); x = R(11); x.me = x; y = [[]]; y.append(y); del x, y; flush(gc.collect(), len(gc.garbage), [type(o).__name__ for o in gc.garbage]); gc.set_debug(0); gc.garbage.clear(); flush(gc.collect(), len(gc.garbage)); R.saved.clear(); flush(gc.collect())
f1 = weakref.finalize(gc, print) if 0 else None
class F: pass
o = F(); fs = [weakref.finalize(o, log.append, i) for i in range(4)]; fs[1].detach(); fs[2](); o.me = o; del o; flush(); flush(gc.collect(), [q.alive for q in fs])
o = F(); weakref.finalize(o, print, "atexit 1"); weakref.finalize(o, print, "atexit 2"); q = weakref.finalize(o, print, "never"); q.atexit = False
class Late:
    def __init__(self, n): self.n = n
    def __del__(self): print("late", self.n, log is None, R is None if "R" in globals() else "?")
la = Late(1); lb = Late(2); lb.me = lb; lc = [Late(3), Late(4)]; ld = {Late(5): Late(6)}; F.cls = Late(7); lst = lc; _under = Late(8)
def holds(d=Late(9)): pass
