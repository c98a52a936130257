"""gc.callbacks, gc.garbage and sys.argv are older than the script: among the referrers they stand behind what is
young, and in front of what has grown old with them."""
import gc, sys


class W:
    def __call__(self, phase, info):
        pass


def told(w, why):
    names = []
    for x in gc.get_referrers(w):
        names.append("argv" if x is sys.argv else "callbacks" if x is gc.callbacks else "garbage" if x is gc.garbage
                     else "globals" if x is globals() else type(x).__name__)
    print(why, names)


w = W()
sys.argv.append(w)
gc.callbacks.append(w)
gc.garbage.append(w)
L = [w]
T = (w,)
D = {1: w}
told(w, "young")
print([g for g in range(3) for x in gc.get_objects(g) if x is gc.callbacks or x is gc.garbage or x is sys.argv])
for g in 0, 1, 2, 2:
    gc.callbacks.remove(w)
    gc.collect(g)
    gc.callbacks.append(w)
    S = [w, g]
    told(w, "after a collection of %d" % g)
gc.callbacks.remove(w)
gc.garbage.clear()
gc.freeze()
told(w, "frozen")
gc.unfreeze()
told(w, "not frozen")
sys.argv.pop()
