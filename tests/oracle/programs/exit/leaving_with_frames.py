# Exit: uncaught exception's frames, finalize callbacks, full collection, names.
import gc, weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("d", self.n)
w = D("with finalize")
weakref.finalize(w, print, "fin w1"); weakref.finalize(w, print, "fin w2")
c = D("cycle at exit"); c.c = c
g = D("garbage"); g.g = g; del g
_p = D("_private")
gc.callbacks.append(lambda p, i: print("gc callback", p, i["generation"]))
def f():
    l = D("frame local")
    raise SystemExit(0)
q = D("q")
f()
