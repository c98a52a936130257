# Exceptions of a script's class answer all operators as other instances do.
class E(Exception):
    def __bool__(self): return False
    def __len__(self): return 3
    def __call__(self, *a, **k): return a, k
    def __iter__(self): return iter([1, 2])
    def __getitem__(self, i): return i
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)
    def __eq__(self, o): return True
    def __ne__(self, o): return "ne"
    def __hash__(self): return 5
    def __lt__(self, o): return True
    def __ge__(self, o): return "ge"
    def __add__(self, o): return "add"
    def __radd__(self, o): return "radd"
    def __iadd__(self, o): return self
    def __contains__(self, o): return False
    def __enter__(self): return "enter"
    def __exit__(self, *a): return True
    def __next__(self): return 7
    def __repr__(self): return "R"
e = E(1)
print(bool(e), not e, len(e), e(1, x=2), list(e), e[3], e == 3, e != 3, hash(e), e < 1, e >= 1, e + 1, 1 + e, 1 in e)
e[1] = 2
del e[1]
e += 1
print(next(e), [x for x in e], e[1:2], sorted([e, e]), {e} == {e}, callable(e), *e)
with e: raise KeyError
print(e and 1, e or 2, 1 if e else 3, any([e]), list(filter(None, [e, 1])), E() in {E(): 1}, list(reversed(e)))
class F(Exception):
    def __len__(self): return 0
    def __getitem__(self, i): return "xy"[i]
print(bool(F()), len(F()), not F(), list(F()), "%s" % F(), list(reversed(F())), callable(F()))
class G(Exception):
    def __bool__(self): raise KeyError(1)
try: bool(G())
except KeyError as k: print(repr(k))
try: G()()
except TypeError as k: print(k)
