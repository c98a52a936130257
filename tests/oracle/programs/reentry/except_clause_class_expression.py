# An except clause class expression runs code that drops the exception.
class E(Exception):
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def pick():
    global kept
    kept = None
    return E
kept = E(1)
try: raise kept
except pick() as e:
    print(e.n, kept)
    kept = e
    e = None
    kept = None
    print("in")
print("out")
try: raise E(2)
except (KeyError, pick()): print("handled")
try:
    try: raise E(3)
    except 5: pass
except TypeError as e: print(e, e.__context__.n)
e = None
