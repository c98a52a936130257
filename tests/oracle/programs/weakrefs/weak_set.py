import weakref, gc, sys
class K:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'K' + str(self.n)
    def __hash__(self): return self.n
    def __eq__(self, o): return isinstance(o, K) and self.n == o.n
class D(K):
    def __del__(self): print('del', self.n)
def tr(t):
    try: print(t())
    except BaseException as e: print(type(e).__name__, e)
a, b, c = K(1), K(2), K(3)
s = weakref.WeakSet([a, b])
print(len(s), a in s, c in s, 5 in s, list(s), bool(s), sys.getsizeof(s))
s.add(c); s.add(c); print(len(s), sorted(k.n for k in s), weakref.getweakrefcount(c))
del c; print(len(s))
s.discard(K(77));  s.remove(a); print(list(s)); tr(lambda: s.add(5)); s.add(a)
t = weakref.WeakSet([b, K(9)]); print(len(t), list(t))
print(sorted(k.n for k in s | t), [k.n for k in s & t], [k.n for k in s - t], [k.n for k in s ^ t], s <= t, t <= s, s < t, t < s, s >= t, s > t, s == t, s != t, s.isdisjoint(t), t.issubset(s), s.issuperset(t))
u = s.copy(); print(u == s, u is s, type(u).__name__); u |= [b]; u &= [b]; print(list(u)); u ^= [a]; print(sorted(k.n for k in u)); u -= [a]; print(list(u)); u -= u; print(len(u))
u.update([a, b]); u.difference_update([a]); u.intersection_update([b]); u.symmetric_difference_update([a]); print(sorted(k.n for k in u)); print(u.union([a]) == s.union([b]), sorted(k.n for k in u.intersection([a, K(5)])), [k.n for k in u.difference([a])], [k.n for k in u.symmetric_difference([a])])
u ^= u; print(len(u))
tr(lambda: u.pop()); u.add(a); print(u.pop(), len(u)); tr(lambda: hash(u)); tr(lambda: s | 5); print(s == {a, b}, s == 5)
x = [D(i) for i in range(10, 15)]
w = weakref.WeakSet(x)
for k in w:
    n = k.n; k = None
    if len(x) > 2: x.pop()
    print(n, len(w), len(w.data))
print(len(w), len(w.data)); x.clear(); print(len(w), list(w))
y = D(20); w.add(y); del y; print(len(w))
class N: pass
n = N(); n.me = n; w.add(n); del n; print(len(w), gc.collect(), len(w))
w.me = w; del w; print(gc.collect())
print(weakref.WeakSet, len(weakref.WeakSet()), weakref.WeakSet.__module__)
class Obs:
    def __init__(self): self.subs = weakref.WeakSet()
    def emit(self, v):
        for q in self.subs: q.on(v)
class L(K):
    def on(self, v): print('on', self.n, v)
o = Obs(); l1 = L(1); l2 = L(2); o.subs.add(l1); o.subs.add(l2); o.emit('a'); del l1; o.emit('b'); del l2; o.emit('c'); print(len(o.subs))
it = iter(s); print(next(it)); print(len(s._iterating), len(s._pending_removals)); a = None; print(len(s), len(s.data)); it.close(); print(len(s), len(s.data), len(s._iterating))
print('end')
