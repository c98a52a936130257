# bytes: making, subscripts, operators, methods, identity, sizes; str.encode and bytes.decode.
import gc
import sys


def tell(what, *args):
    try:
        print(what(*args))
    except Exception as e:
        print(type(e).__name__, str(e).replace("0x", "x"))


b = b"hello\x00\xff\n'\""
print(b, b'\'', b"it's", b'\\ \t\r \x7f', rb"\x41", b"a" b"b", b"\101\x42")
print(b[0], b[-1], b[1:4], b[::-1], b[::2], b[5:2], b[:], b[:] is b, len(b), bool(b""), bool(b))
print(b + b"x", b"ab" * 3, 2 * b"cd", b"" + b is b, b + b"" is b, b"z" * 0, b"z" * -1, b * 1 is b)
print(104 in b, b"ell" in b, b"" in b, 65 in b, b"hello" == "hello", b"a" < b"b", b"a" != b"a", b"ab" > b"aa")
print([x for x in b"abc"], list(b"xyz"), tuple(b"\x00\x01"), sorted(b"hello"), max(b"az"), set(b"aab"))
x, y = b"ab"
print(x, y, *b"no")
print(bytes(), bytes(3), bytes([65, 66, 67]), bytes((1, 2)), bytes(range(5)), bytes(b"same"), bytes("h\u00e9", "utf-8"))
print(bytes(b) is b, bytes() is b"", bytes([65]) is b"A", bytes(b"q") is b"q", b"ab"[0:1] is b"a", b"x".join([]) is b"")
print(hash(b"") == hash(""), {b"k": 1}[b"k"], b"k" in {b"k"}, {b"a", "a"} == {"a", b"a"}, str(b"ab"), f"{b'ab'!r} {b'c'}")
print(b"a,b,,c".split(b","), b" a  b ".split(), b"a b c".split(None, 1), b"a-b-c".split(b"-", 1), b"".split(), b"".split(b"x"))
print(b"abc".split(maxsplit=0), b"xaax".split(sep=b"aa"), b"  x ".split(maxsplit=0))
print(b", ".join([b"a", b"b"]), b"".join((b"x",)), b"-".join([b"1", b"2", b"3"]))
print(b"hello".find(b"l"), b"hello".find(b"z"), b"hello".find(108), b"hello".find(b"l", 3), b"hello".find(b"", 9), b"hello".find(b"o", -1))
print(b"hello".startswith(b"he"), b"hello".startswith((b"x", b"h")), b"hello".endswith(b"lo"), b"hello".endswith((b"a",), 1, 3))
print(b"hello".startswith(b"l", 2), b"hello".endswith(b""), b"hello".startswith(b"", 6), b"".startswith(b""))
print("h\u00e9\u20ac".encode(), "abc".encode("ascii"), "h\u00e9".encode("latin-1"), "h\u00e9".encode(encoding="UTF8"))
print("h\u00e9\u20acz".encode("ascii", "ignore"), "h\u00e9\u20acz".encode("ascii", "replace"), "\u20ac".encode("latin1", errors="replace"))
print(b"h\xc3\xa9".decode(), b"h\xe9".decode("latin-1"), b"abc".decode("ascii"), b"abc".decode("utf_8", "strict"))
print(b"a\xffb\xc3".decode("utf-8", "replace"), b"a\xffb\xc3".decode("utf-8", "ignore"), b"a\xe9b".decode("ascii", "replace"))
print(b"\xe2\x82".decode(errors="replace") == "\ufffd", b"\xe2\x28\xa1".decode(errors="replace"), b"\xf0\x9f\x98\x80".decode())
print("x".encode() is b"x", "".encode() is b"", b"q".decode() is "q", b"".decode() is "")
for text, enc in (("a\u00e9b", "ascii"), ("\u20ac\u20acb", "latin-1"), ("\U0001f600", "ascii"), ("ab\u0100", "ascii")):
    tell(lambda: text.encode(enc))
for raw, enc in ((b"ab\xe9", "ascii"), (b"\xff", "utf-8"), (b"\xc3", "utf-8"), (b"\xe2\x82", "utf-8"), (b"\xe2\x28\xa1", "utf-8"),
                 (b"\xed\xa0\x80", "utf-8"), (b"\xf0\x9f\x98", "utf-8"), (b"\xf0\x9f\x28\x80", "utf-8"), (b"\xf5\x80", "utf-8"),
                 (b"\xc0\x80", "utf-8"), (b"\xf4\x90\x80\x80", "utf-8"), (b"ok\x80", "utf-8")):
    tell(lambda: raw.decode(enc))
try:
    b"\xff".decode()
except UnicodeError as e:
    print(repr(e), e.args, isinstance(e, ValueError), type(e).__mro__[1:4])
tell(lambda: b"\xff".decode("utf-8", "nothing"))
tell(lambda: b"abc"[10])
tell(lambda: b"abc"["a"])
tell(lambda: b"abc" + "d")
tell(lambda: "abc" + b"d")
tell(lambda: b"abc" + 1)
tell(lambda: b"a" * b"b")
tell(lambda: b"a" * 1.5)
tell(lambda: b"a" < "b")
tell(lambda: "a" in b"abc")
tell(lambda: 300 in b"abc")
tell(lambda: None in b"abc")
tell(lambda: bytes("abc"))
tell(lambda: bytes(-1))
tell(lambda: bytes([256]))
tell(lambda: bytes(["a"]))
tell(lambda: bytes(1.5))
tell(lambda: bytes(None))
tell(lambda: bytes(5, "ascii"))
tell(lambda: bytes("a", 5))
tell(lambda: bytes(1, 2, 3, 4))
tell(lambda: b"".join(["a"]))
tell(lambda: b"".join([b"a", 5]))
tell(lambda: b"".join(5))
tell(lambda: b"a".split("a"))
tell(lambda: b"a".split(b""))
tell(lambda: b"a".find("a"))
tell(lambda: b"a".find(256))
tell(lambda: b"a".startswith("a"))
tell(lambda: b"a".startswith(("a",)))
tell(lambda: b"a".decode(5))
tell(lambda: "a".encode(None))
tell(lambda: b"a".decode("ascii", "strict", 1))
tell(lambda: {b"a": 1}["a"])
tell(lambda: ord(b"ab"))
print(ord(b"a"), [sys.getsizeof(x) for x in (b"", b"a", b"ab", b"x" * 100, bytes(7), bytes(1))])
print(gc.is_tracked(b"abc"), sys.getrefcount(b""), sys.getrefcount(b"a"), sys.getrefcount(b[2:3]))


def assign():
    b[0] = 1


tell(assign)
