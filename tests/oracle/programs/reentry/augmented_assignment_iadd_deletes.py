# Augmented assignment: __iadd__ that deletes the name, targets that move.
class A:
    def __iadd__(self, o):
        global a
        del a
        return self
    def __del__(self): print("del")
a = A()
a += 1
print(type(a).__name__)
l = [A2 for A2 in (1, 2, 3)]
class I:
    def __radd__(self, o):
        l.clear()
        return 7
try: l[1] += I()
except IndexError as e: print(e, l)
class H: pass
h = H()
h.x = 1
class J:
    def __radd__(self, o):
        del h.x
        return 8
h.x += J()
print(h.x)
d = {"k": 1}
class K:
    def __radd__(self, o):
        d.clear()
        return 9
d["k"] += K()
print(d)
