# Which constants CPython's own start has made immortal, and which names it holds.
import sys

FOREVER = 4000000000


def tell(word):
    n = sys.getrefcount(word)
    print(word, "immortal" if n > FOREVER else n)


for word in ["name", "key", "value", "ascii", "utf_8", "fresh", "node", "left", "parent", "child", "data",
             "alpha", "red", "path", "strict", "encoding", "hello", "world", "size", "spam", "x", "\xe9", "xy",
             "iso8859_15", "zzz", "037", "zip_longest", "itemref", "abstractmethods", "update_abstractmethods"]:
    tell(word)
for word in ["isalpha", "zfill", "capitalize", "isdisjoint", "symmetric_difference",
             "issuperset", "popitem", "fromkeys", "NoneType", "dict_keys", "list_iterator"]:
    tell(word)

# What is interned later is that same object.
made = "".join(["enc", "oding"])
tell(sys.intern(made))
other = "encoding"
print(sys.intern(made) is other, made is other)
made = "".join(["fin", "d_spec"])
print(made is sys.intern(made))
tell(sys.intern(made))
made = "".join(["swap", "case"])
print(made is sys.intern(made))
tell(sys.intern(made))
made = "".join(["never", "heard"])
print(made is sys.intern(made))
tell(sys.intern(made))
