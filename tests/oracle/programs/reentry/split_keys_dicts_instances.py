# A split keys of dicts: instances that delete attributes while others are born.
class A: pass
class V:
    def __del__(self):
        for o in objs:
            o.__dict__.pop("b", None)
            o.z = 1
objs = [A() for i in range(4)]
for i, o in enumerate(objs):
    o.a, o.b, o.c = i, i + 1, V() if i == 1 else 0
objs[1].c = None
for o in objs: print(o.__dict__)
import sys
print([sys.getsizeof(o.__dict__) for o in objs])
del objs[2].a
objs[2].a = 5
print(objs[2].__dict__)
