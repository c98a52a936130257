# Every method of str, with its optional arguments and at its edges.
import sys

print("hello World".capitalize(), "ÉCOLE".capitalize(), "".capitalize(), "ß".capitalize())
print("Abc".upper(), "Straße".upper(), "Abc".lower(), "ÄÖ Я".lower(), "µÿ".upper())
print("they're bill's friends".title(), "éa ß1b".title())

print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 1), "".split(","), "".split())
print("  a  b c ".split(), "  a  b c ".split(None, 1), "  a  b c ".rsplit(None, 1), " a ".split(maxsplit=0))
print("  a b ".rsplit(maxsplit=0), "aXXbXXc".split("XX"), "aXXbXXc".rsplit(sep="XX", maxsplit=1))
print("a\u2003b\x1cc".split(), "日本,語".split(","))
print("a\nb\r\nc\rd".splitlines(), "a\n\nb\n".splitlines(True), "a\x0bb\u2028c".splitlines(keepends=False))
print(",".join(["a", "b"]), "".join(("é", "x")), "-".join("abc"), "x".join([]), "/".join({"k": 1}))

print("banana".find("an"), "banana".find("an", 2), "banana".find("an", 2, 4), "banana".find("", 6), "banana".find("", 7))
print("日本語x".find("x"), "日本語x".index("語", -2), "banana".find("x"), "banana".find("a", None, -5))
print("banana".count("a"), "banana".count("ana"), "banana".count(""), "banana".count("a", 2), "éé".count("", 1))
print("banana".startswith("ban"), "banana".startswith(("x", "an"), 1), "banana".startswith("", 7), "b".endswith(()))
print("banana".endswith("na"), "banana".endswith(("x", "ana")), "banana".endswith("nan", 0, 5))

print("[" + "  a ".strip() + "]", "[" + "  a ".lstrip() + "]", "[" + "  a ".rstrip() + "]", "xyaxy".strip("yx"))
print("éaé".strip("é"), "\u3000a\xa0".strip(), "aaa".strip("a") == "", "abc".lstrip("ab"), "abc".rstrip(None))
print("ab".ljust(5, "*"), "ab".rjust(5, "é"), "ab".ljust(1), "-5".zfill(5), "+é".zfill(4), "".zfill(2), "--1".zfill(5))
print("banana".replace("an", "x"), "banana".replace("a", "", 2), "ab".replace("", "-"), "ab".replace("", "-", 2))
print("aaa".replace("a", "é", count=1), "aaa".replace("b", "x"), "".replace("", "x"))

print("aé".isalpha(), "a1".isalpha(), "".isalpha(), "日".isalpha(), "12".isdigit(), "²".isdigit(), "1.".isdigit())
print("ab1".islower(), "aB".islower(), "1".islower(), "AB1".isupper(), "Ab".isupper(), " \t\xa0".isspace(), "".isspace())

# The object itself where nothing changes, a new one where CPython makes one.
s = "".join(["some", "thing"])
print(s.strip() is s, s.replace("x", "y") is s, s.ljust(3) is s, s.zfill(3) is s, s.split()[0] is s)
print(s.split(",")[0] is s, s.splitlines()[0] is s, "".join([s]) is s, s.lower() is s, s.split(None, 0)[0] is s)
print("a".upper() is "A".strip(), "ab".replace("b", "") is "a".strip(), ",a".split(",")[1] is "a".strip())
print(sys.getsizeof("a b".split()), sys.getsizeof("a,b".split(",")), sys.getsizeof("a\nb".splitlines()))
print(sys.getsizeof("ab".split("abc")), sys.getsizeof(("a " * 20).split()), sys.getsizeof("a,b".split(",", 1)))
print(str.upper("x"), str.join("-", "ab"))
