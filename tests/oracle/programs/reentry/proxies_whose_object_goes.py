# Proxies whose object goes while they are used.
import weakref
class A:
    def __init__(self): self.l = [1]
    def __add__(self, o):
        global a
        a = None
        return 5
    def __len__(self):
        global a
        a = None
        return 3
    def __iter__(self):
        global a
        a = None
        return iter([1, 2])
    def __getitem__(self, i):
        global a
        a = None
        return i
    def __repr__(self): return "A"
    def __del__(self): print("del")
for f in (lambda p: p + 1, len, list, lambda p: p[4], lambda p: p.l, bool):
    a = A()
    p = weakref.proxy(a)
    try: print(f(p))
    except ReferenceError as e: print(e)
    try: print(f(p))
    except ReferenceError as e: print(e)
