import weakref, gc
gc.disable()
v = weakref.WeakValueDictionary(); w = weakref.WeakKeyDictionary()
def n(): return gc.get_count()[0]
def t(f):
    gc.collect(); x = n(); f(); print(n() - x)
    gc.collect(); x = n(); f(); print(n() - x)
t(lambda: v == v)
t(lambda: v == {})
t(lambda: v == w)
t(lambda: v == 5)
t(lambda: v == '')
t(lambda: w == '')
t(lambda: v | '' if 0 else w == 1.0)
