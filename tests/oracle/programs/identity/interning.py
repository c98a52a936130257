"""sys.intern(), and attribute names made at run time."""
import sys
u = "".join(["a", "b_cd"])
s = "ab_cd"
print(u is s, sys.intern(u) is s, sys.intern("".join(["no", "vel "])) is "novel ")
v = sys.intern("".join(["new", "name"]))
w = sys.intern("".join(["new", "name"]))
print(v is w, sys.getrefcount(v))
del v, w
v = sys.intern("".join(["new", "name"]))
print(sys.getrefcount(v))
w = "".join(["brand", " new"])
print(sys.getrefcount(w), sys.intern(w) is w, sys.getrefcount(w))
x = "".join(["brand", " new"])
print(sys.intern(x) is w, x is w, sys.getrefcount(w))
try:
    sys.intern(3)
except TypeError as e:
    print(e)
print(sys.intern("a") is "a", sys.intern("".join(["", ""])) is "")
for i in range(2000):
    sys.intern("name_number_" + str(i))
k = [sys.intern("kept_" + str(i)) for i in range(1000)]
l = [sys.intern("kept_" + str(i)) for i in range(1000)]
print(all([a is b for a, b in [(k[i], l[i]) for i in range(1000)]]), sys.getrefcount(k[5]))
class A: pass
for i in range(50):
    setattr(A, "attr_" + str(i), i)
print([getattr(A, "attr_" + str(i), "none") for i in range(0, 60, 7)], A.attr_3)
for i in range(100):
    if getattr(A(), "at" + "tr_" + str(i), None) != (i if i < 50 else None):
        print("wrong", i)
