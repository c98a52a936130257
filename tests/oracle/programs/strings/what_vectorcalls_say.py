# str() and int() called directly word what they refuse in another way than through their heirs.
class S(str): pass
class I(int): pass
def a(f):
    try: print(f())
    except TypeError as e: print(e)
for c in (str, S):
    a(lambda: c(None, None)); a(lambda: c(b"a", "utf-8", None)); a(lambda: c(1, 2, 3, 4)); a(lambda: c(b"", encoding=None)); a(lambda: c(5, None, 7)); a(lambda: c(5, 7, None))
    a(lambda: c(*[b"a", None])); a(lambda: c(b"a", 5))
for c in (int, I):
    a(lambda: c(1, 2, 3)); a(lambda: c(*[1, 2, 3])); a(lambda: c(1, 2, base=3)); a(lambda: c("1", None))
a(lambda: int.__new__(int, 1, 2, 3)); a(lambda: str.__new__(str, 1, None))
