# bytes: literals, methods, slices, sizes, identity.
import sys
b = b"hello world"
print(b, len(b), b[0], b[-1], b[:5], b[::2], b[::-1], type(b[1:2]).__name__)
print(b"\x00\xff\n\t'\"\\", b'it\'s', b"a" b"b", br"\n", rb"x\y")
print(b + b"!", b"ab" * 3, b"lo" in b, 104 in b, 300 in [1], b == b"hello world", b != b"x", b"a" < b"b", b"a" < b"aa")
print(list(b"abc"), [x for x in b"\x01\x02"], sum(b"\x01\x02\x03"), max(b"az"))
print(b.find(b"o"), b.find(b"o", 5), b.find(b"zz"), b.find(111), b.startswith(b"he"), b.endswith(b"ld"), b.startswith((b"x", b"h")))
print(b.split(), b.split(b"o"), b.split(b"l", 1), b"-".join([b"a", b"b"]), b"".join([]))
print(b.decode(), b"\xc3\xa9".decode(), b"\xe2\x82\xac".decode("utf-8") == "\u20ac", "h\u00e9".encode())
print(bytes(3), bytes([1, 2, 255]), bytes("abc", "utf-8"), bytes(), bytes(b"x"), bytes(range(3)))
try:
    bytes([256])
except ValueError as e:
    print(e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
try:
    b + "x"
except TypeError as e:
    print(e)
try:
    b[100]
except IndexError as e:
    print(e)
print(b"a" is b"a", b"" is bytes(), bytes([97]) is b"a", b"abc"[1:2] is b"b", b[:] is b, bytes(b) is b)
print(sys.getsizeof(b""), sys.getsizeof(b"abc"), sys.getsizeof(bytes(100)))
print({b"k": 1}[b"k"], hash(b"x") == hash(b"x"), bool(b""), bool(b"\x00"), repr(b"'"), str(b"s"), f"{b'f'}")
print(b"a" == "a", sorted([b"b", b"a", b"ab"]), b"abc".find(b""), b"x" in (b"x",), b"%" + b"d")
