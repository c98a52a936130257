# Referrers and referents of containers that change while they are asked.
import gc
class A:
    def __eq__(self, o):
        l.clear()
        return False
l = [A(), A()]
x = l[1]
print(len([r for r in gc.get_referrers(x) if r is l]), len(gc.get_referents(l)))
print(x in l, l)
t = (x, [x])
print([type(o).__name__ for o in gc.get_referents(t)])
def all_and_itself():
    objs = gc.get_objects()
    objs.append(objs)
    print(gc.is_tracked(objs), type(objs).__name__)
all_and_itself()
print(gc.collect())
