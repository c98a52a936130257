# sys.stdout keeps what it is given, the str itself if it is ASCII, until it has 8192 characters.
import sys
count = sys.getrefcount
a, b, c = "".join(["some", " text"]), "".join(["other", " text"]), "".join(["\u00e4", "b"])
sys.stdout.flush()
print(count(a), count(b), count(c))
print(a, b)
print(count(a), count(b), count(c))
print(a, a, c)
print(count(a), count(b), count(c))
sys.stdout.flush()
print(count(a), count(b), count(c))
sys.stdout.write(a + "\n")
sys.stdout.write(a)
print()
print(count(a), count(b))
class Named:
    def __init__(self, name):
        self.name = name
    def __str__(self):
        return self.name
n = Named("".join(["a", " name"]))
print(n)
print(count(n.name))
print(f"{a}", str(a))
print(count(a))
print("x" * 8000)
print(count(a), count(b))
print("x" * 200)
print(count(a), count(b))
print(b, end=a)
print(count(a), count(b))
print("y" * 8192)
print(count(a), count(b))
e = ValueError(a)
print(e)
print(count(a))
l = [a]
print(l[0], *l)
print(count(a))
print(b"as bytes", count(b"as bytes"), count(b"in " b"two"), count(b"" b"one of two"))
print(b, file=sys.stdout, flush=True)
print(count(b))
