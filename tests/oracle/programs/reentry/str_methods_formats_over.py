# Str methods and formats over heirs with their own __str__, __eq__ and __hash__.
class S(str):
    def __eq__(self, o): print("eq"); return str.__eq__(self, o)
    def __hash__(self): print("hash"); return str.__hash__(self)
    def __str__(self): return "shown"
    def __len__(self): return 99
s = S("abc")
print(s, f"{s}", "%s" % s, s.upper(), s + "d", len(s), "-".join([s, s]), s in ["abc"], {"abc": 1}[s])
print(str(s), repr(s), s.startswith("a"), s[1:], s * 2, "b" in s, s.replace("a", s))
d = {s: 1}
print(d["abc"], d == {"abc": 1}, s.split(s), sorted([s, "abb"]))
print("{} {!r:>7}".format(s, s), [*s], s == "abc", "abc" == s, s < "abd")
