import weakref, gc
gc.disable()
def n(): return gc.get_count()[0]
class K: pass
a, b, c = K(), K(), K()
def run(label, f):
    gc.collect(); x = n(); r = f(); y = n() - x
    gc.collect(); x = n(); r = f(); print(label, y, n() - x)
    r = None
    gc.collect(); 
W = weakref.WeakSet
s = W([a, b]); t = W([b, c]); 
for label, f in [
  ('new', lambda: W()), ('new l', lambda: W([a,b])), ('copy', lambda: s.copy()), ('iter', lambda: list(s)), ('len', lambda: len(s)), ('in', lambda: a in s),
  ('add', lambda: s.add(a)), ('disc', lambda: s.discard(c)), ('update', lambda: s.update([a])),
  ('or', lambda: s | t), ('and', lambda: s & t), ('sub', lambda: s - t), ('xor', lambda: s ^ t),
  ('le', lambda: s <= t), ('lt', lambda: s < t), ('ge', lambda: s >= t), ('gt', lambda: s > t), ('eq', lambda: s == t), ('ne', lambda: s != t), ('eq5', lambda: s == 5),
  ('issub', lambda: s.issubset([a])), ('issup', lambda: s.issuperset([a])), ('disj', lambda: s.isdisjoint(t)),
  ('du', lambda: s.copy().difference_update(t)), ('iu', lambda: s.copy().intersection_update(t)), ('su', lambda: s.copy().symmetric_difference_update(t)),
  ('repr', lambda: len(repr(s))), ('pop', lambda: s.copy().pop()), ('rem', lambda: s.copy().remove(a)), ('clear', lambda: s.copy().clear()),
  ('next', lambda: next(iter(s))), 
]: run(label, f)
V = weakref.WeakValueDictionary
v = V(a=a, b=b); u = V({'b': b, 'c': c})
for label, f in [
  ('new', lambda: V()), ('new kw', lambda: V(a=a)), ('new d', lambda: V({'a': a})), ('new l', lambda: V([('a', a)])),
  ('get', lambda: v['a']), ('get', lambda: v.get('q')), ('get', lambda: v.get('a')), ('set', lambda: v.__setitem__('a', a)), ('in', lambda: 'a' in v), ('len', lambda: len(v)),
  ('copy', lambda: v.copy()), ('items', lambda: list(v.items())), ('keys', lambda: list(v.keys())), ('values', lambda: list(v.values())), ('iter', lambda: list(v)),
  ('vr', lambda: v.valuerefs()), ('ivr', lambda: list(v.itervaluerefs())), ('popitem', lambda: v.copy().popitem()), ('pop', lambda: v.copy().pop('a')), ('pop', lambda: v.pop('zz', 1)),
  ('sd', lambda: v.setdefault('a', a)), ('sd', lambda: v.setdefault('a', b)), ('up', lambda: v.update({'a': a})), ('up', lambda: v.update([('a', a)])), ('up', lambda: v.update(u)),
  ('or', lambda: v | u), ('or d', lambda: v | {'c': c}), ('ror', lambda: {'c': c} | v), ('eq', lambda: v == u), ('eq', lambda: v == {'a': a}), ('eq5', lambda: v == 5), ('ne', lambda: v != u),
  ('clear', lambda: v.copy().clear()), ('repr', lambda: len(repr(v))), ('dict', lambda: dict(v)), ('del', lambda: v.copy().__delitem__('a')), ('bool', lambda: bool(v)), ('next', lambda: next(v.items())),
]: run(label, f)
D = weakref.WeakKeyDictionary
v = D({a: 1, b: 2}); u = D({b: 3, c: 4})
for label, f in [
  ('new', lambda: D()), ('new d', lambda: D({a: 1})), ('new l', lambda: D([(a, a)])),
  ('get', lambda: v[a]), ('get', lambda: v.get(c)), ('get', lambda: v.get(a)), ('set', lambda: v.__setitem__(a, 1)), ('in', lambda: a in v), ('in', lambda: 5 in v), ('len', lambda: len(v)),
  ('copy', lambda: v.copy()), ('items', lambda: list(v.items())), ('keys', lambda: list(v.keys())), ('values', lambda: list(v.values())), ('iter', lambda: list(v)),
  ('kr', lambda: v.keyrefs()),  ('popitem', lambda: v.copy().popitem()), ('pop', lambda: v.copy().pop(a)), ('pop', lambda: v.pop(c, 1)),
  ('sd', lambda: v.setdefault(a, a)), ('up', lambda: v.update({a: a})), ('up', lambda: v.update([(a, a)])), ('up', lambda: v.update(u)),
  ('or', lambda: v | u), ('or d', lambda: v | {c: c}), ('ror', lambda: {c: c} | v), ('eq', lambda: v == u), ('eq', lambda: v == {a: a}), ('eq5', lambda: v == 5), ('ne', lambda: v != u),
  ('clear', lambda: v.copy().clear()), ('repr', lambda: len(repr(v))), ('dict', lambda: dict(v)), ('del', lambda: v.copy().__delitem__(a)), ('bool', lambda: bool(v)), ('next', lambda: next(v.items())),
]: run(label, f)
class Q:
    def m(self): pass
    def __len__(self): return 3
    def __iter__(self): return iter((1,2))
q = Q()
M = weakref.WeakMethod
wm = M(q.m); wn = M(q.m, print)
p = weakref.proxy(q); pc = weakref.proxy(Q)
for label, f in [('wm', lambda: M(q.m)), ('wmc', lambda: M(q.m, print)), ('call', lambda: wm()), ('eq', lambda: wm == wn), ('ne', lambda: wm != wn), ('eq5', lambda: wm == 5), ('hash', lambda: hash(wm) is None), ('repr', lambda: len(repr(wm)) > 5),
  ('p', lambda: weakref.proxy(q)), ('pl', lambda: len(p)), ('pi', lambda: list(p)), ('pm', lambda: p.m()), ('pc', lambda: pc()), ('rep', lambda: len(repr(p)) > 5), ('str', lambda: len(str(p)) > 5), ('bool', lambda: bool(p)), ('eq', lambda: p == p), ('iter', lambda: iter(p)),
  ]: run(label, f)
def note(*a, **k): pass
F = weakref.finalize
g = F(q, note, 1, x=2)
for label, f in [('fin', lambda: F(q, note)), ('fin', lambda: F(q, note, 1, 2)), ('fin', lambda: F(q, note, x=1)), ('alive', lambda: g.alive), ('peek', lambda: g.peek()), ('atexit', lambda: g.atexit), ('seta', lambda: setattr(g, 'atexit', False)), ('repr', lambda: len(repr(g)) > 4), ('det', lambda: F(q, note, 1).detach()), ('call', lambda: F(q, note, 1, x=1)()), ('dead', lambda: F(q, note, 1, x=1).detach()), 
  ]: run(label, f)
