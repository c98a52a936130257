# Death by count: __del__ first, then the weak references, then the attributes.
import weakref
class Part:
    def __del__(self):
        print("part del")
class Whole:
    def __init__(self):
        self.part = Part()
    def __del__(self):
        print("whole del", r() is self)
def gone(ref):
    print("callback", ref())
w = Whole()
r = weakref.ref(w, gone)
s = weakref.ref(w.part, gone)
del w
print("end")
