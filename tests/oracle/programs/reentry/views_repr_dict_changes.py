# Views' repr while the dict changes.
class V:
    def __repr__(self):
        d.clear()
        return "V"
d = {1: V(), 2: V()}
print(d.values())
d = {1: V(), 2: V()}
print(d.items())
class T:
    def __repr__(self):
        global t
        t = None
        return "T"
t = (T(), T())
print(t)
print(f"{(T(), T())!r} {[T()]}")
l = [1]
l.append(l)
print(l, repr(l))
d = {}
d[1] = d
print(d, d.values())
