"""Encodings and errors may be heirs of str; whatever else they are is told, each function in its words."""
class S(str):
    pass
print(b"x".decode(S("ascii")), "x".encode(S("ascii"), S("strict")), bytes("x", S("utf-8")), str(b"x", S("utf-8")))
print(S("ab").encode(), bytes(S("ab"), "ascii"))
for f in (lambda: b"x".decode(5),
          lambda: b"x".decode(None), lambda: "x".encode(5), lambda: "x".encode("ascii", None), lambda: bytes("x", 5),
          lambda: bytes("x", "ascii", []), lambda: str(b"x", 5),
          lambda: bytes(5, "ascii"), lambda: bytes(encoding="x"), lambda: bytes(errors="x"), lambda: str("x","ascii")):
    try:
        print(f())
    except TypeError as e:
        print(e)
