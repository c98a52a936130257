# The class body namespace and globals change while it runs.
def put(): globals()["K"] = 5
class K:
    put()
    print(K)
    K = 7
    print(K)
    locals()["dyn"] = 8
    print(dyn)
print(K.__name__, K.K, K.dyn)
try:
    class Z:
        a = 1
        raise KeyError(a)
except KeyError as e: print(repr(e))
print("Z" in globals())
def deco(c):
    global K
    K = None
    return c
@deco
class K: pass
print(K.__name__)
