# str() gives back the very object that __str__, __repr__ or the only argument is.
class E(Exception):
    def __repr__(self): return "R"
print(E("a"), str(E("b")), repr(E("c")))
class N:
    def __init__(self, n): self.n = n
    def __str__(self): return self.n
class R:
    def __init__(self, n): self.n = n
    def __repr__(self): return self.n
t = "".join(["a", "bc"])
print(str(N(t)) is t, str(R(t)) is t, repr(R(t)) is t, str(ValueError(t)) is t, f"{N(t)}" is t, format(N(t)) is t, "{}".format(N(t)) is t, f"{t}" is t)
class K(KeyError): pass
print(str(KeyError(t)), str(K(t)))
class V(ValueError):
    def __str__(self): return t
print(str(V(1)) is t)
