# Saved by __del__ at count zero, an object keeps its weak references until it really dies.
import weakref
class Phoenix:
    def __del__(self):
        global kept
        print("del")
        kept = self
def gone(ref):
    print("gone")
p = Phoenix()
r = weakref.ref(p, gone)
del p
print(r() is kept)
kept = None
print(r())
