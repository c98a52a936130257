# the young list after the first finalizer
import gc, weakref
class A: pass
def note(*a, **k): print("note", a, k)
def young(): return [type(x).__name__ for x in gc.get_objects(0)]
gc.collect()
o = A()
f = weakref.finalize(o, note, 1)
print(young())
g = weakref.finalize(o, note, 2, k=3)
print(young())
gc.collect(0)
print(young())
print(len([x for x in gc.get_objects(1) if type(x).__name__ == 'ModuleSpec']))
l = [x for x in gc.get_objects(1) if type(x).__name__ == 'ModuleSpec']
s = l[0]
del l
print(s, s.name, s.origin, s.loader, sorted(s.__dict__))
m = [x for x in gc.get_referrers(s) if type(x) is dict and '__spec__' in x][0]
print(list(m), m['__doc__'], m['register'], m['__spec__'] is s, m['register'].__name__, m['register'].__self__)
print(gc.collect(), gc.is_tracked(m), young())
del o
print(young())
