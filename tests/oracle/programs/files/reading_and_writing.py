# Files as they are used: written, read in every way, appended to, closed by `with`.
f = open("x", "w")
print(f.write("one\ntwo\n"), f.write(""), f.write("äö€😀\n"), f.closed, f.name, f.mode)
print(f.close(), f.closed, f.close())
f = open("x")
print(repr(f.read(3)), repr(f.read(2)), repr(f.read(0)), repr(f.readline()), repr(f.read()), repr(f.read()))
print(f.readline() == "", f.readlines(), list(f), next(f, "the end"))
f.close()
with open("x", "rt") as f:
    for line in f:
        print(len(line), repr(line))
    print(f.closed)
print(f.closed)
with open("x", mode="a", encoding="utf-8") as f:
    print("more", 1, 2.5, sep="-", file=f)
    print(end="no newline", file=f)
with open("./x", "r") as f:
    print(f.readline(2), f.readline(0) == "", repr(f.readline(-1)), f.readlines(2), f.readlines())
with open("x", "w") as f:
    pass
print(repr(open("x").read()), open("x").readlines())
f = open("ends", "w")
f.write("a\r\nb\rc\n\r\r\nd\r")
f.close()
print(open("ends").readlines(), repr(open("ends").read(4)), [l for l in open("ends")])
first, *others = open("ends")
print(repr(first), others, max(open("ends")), sorted(open("ends")))
f = open("long", "w")
for i in range(3000):
    f.write("line " + str(i) + "\n" if i % 7 else "\n")
f.close()
g = open("long")
lines = g.readlines()
print(len(lines), lines[-1], len("".join(lines)), len(open("long").read()), len(open("long").read(9000)))
# what is written waits for a while
f = open("slow", "w")
print(f.write("a" * 4000), len(open("slow").read()))
print(f.write("b" * 4000), len(open("slow").read()))
print(f.write("c" * 4000), len(open("slow").read()))
print(f.write("d" * 10), len(open("slow").read()))
print(f.write("e" * 20000), len(open("slow").read()))
print(f.write("f"), len(open("slow").read()), f.flush(), len(open("slow").read()))
reader = open("slow")
print(len(reader.read(10000)), f.write("ggg"), f.close(), len(reader.read()), repr(reader.read()))
# two who write, one who empties
a = open("both", "w")
a.write("aaaaaa")
b = open("both", "w")
b.write("bb")
b.close()
a.close()
print(open("both").read())
c = open("both", "a")
d = open("both", "a")
c.write("c")
d.write("d")
d.close()
c.close()
print(open("both").read())
print(open("ü€", "w").write("x"), open("ü€").name)
try:
    with open("x", "w") as f:
        f.write("kept")
        raise ValueError("in the block")
except ValueError as e:
    print(e, f.closed, open("x").read())
def count(name):
    with open(name) as f:
        return len([1 for line in f])
print(count("long"))
