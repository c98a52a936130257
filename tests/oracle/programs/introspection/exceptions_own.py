# Attributes of exceptions, and where a text could not be decoded.
e = ValueError(1)
e.x = 2
print(e.__dict__, e.x)
e.add_note("hi")
print(e.__notes__)
class E(Exception):
    def __init__(self, a): self.a = a
e = E(3)
print(e.__dict__, e.args, e.a)
try: b"\xff".decode()
except UnicodeError as e: print(e.start, e.end, e.reason, e.encoding, e.object)
print(repr(KeyError("a")), repr(KeyError()), str(KeyError("a")), KeyError("a", 1))
