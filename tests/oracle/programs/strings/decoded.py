"""str() of bytes: encodings and errors, by place and by name, and what is wrong with them."""
try: str("a", "b")
except TypeError as e: print(e)
for a in (("a","b"),("a","b","c"),("a","b","c","d"),(1,"b"),(b"a",1),(b"a","utf-8"),(b"\xff","utf-8","replace"),(b"a",),(None,"x"),([],"utf-8","strict")):
    try: print(str(*a))
    except Exception as e: print(type(e).__name__, e)
try: str(b"a", encoding="ascii", errors="strict")
except Exception as e: print(type(e).__name__, e)
try: str(object=1, foo=2)
except Exception as e: print(type(e).__name__, e)
try: str(errors="x")
except Exception as e: print(type(e).__name__, e)
try: print(str(errors="strict", object=b"12"), str(encoding="utf-8"))
except Exception as e: print(type(e).__name__, e)
class S(str):
    pass
print(repr(S(b"ab", "ascii")), type(S(b"ab", encoding="ascii")).__name__, repr(S(errors="x")), S())
class B(str):
    def __new__(cls, *a):
        return super().__new__(cls, *a)
print(B(b"x", "latin-1"), str.__new__(B, object=b"12", errors="strict"), repr(str.__new__(B, encoding="nonsense")))
for a, k in (((1, 2, 3, 4), {}), ((1,), {"foo": 2}), ((1,2,3), {"errors": 1}), ((), {"errors": None}), ((b"a",), {"encoding": S("ascii")}), ((b"", "nonsense"), {}), ((b"", "ascii", 4), {}),
             ((S("x"), "ascii"), {}), ((bytes(2), S("ascii")), {}), ((1,), {"object": 2}), ((1, "a"), {"encoding": "b"}), ((1,), {"enc": 1}), ((1,2,3,4), {"errors": 2})):
    for f in str, S:
        try:
            print(repr(f(*a, **k) if k else f(*a)))
        except Exception as e:
            print(type(e).__name__, e)
print(repr(b"".decode("nonsense")))
