# Str.join, % and f-strings with items that change the list.
class S:
    def __str__(self):
        l.clear()
        return "s"
    def __repr__(self):
        l.clear()
        return "r"
l = [S(), S()]
try: print("%s %s %r" % (l[0], l[1], l))
except IndexError as e: print(e)
l = [S(), S()]
print(f"{l[0]} {len(l)} {l}")
l = [S(), S()]
print("%s %r" % (l[0], l))
def gen():
    yield "a"
    l.append(1)
    yield "b"
print("-".join(gen()), l)
class It:
    def __iter__(self):
        l.clear()
        return iter(["x", "y"])
print("+".join(It()))
class N(list):
    def __iter__(self):
        self.clear()
        yield "q"
print(",".join(N(["a", "b"])))
try: "".join(["a", S()])
except TypeError as e: print(e)
