# Files: writing, reading, iterating, closing, and errors.
class T:
    pass
f = open("notes.txt", "w")
print(f.write("one\n"), f.write("two\nthree\n"), f.closed, f.name, f.mode)
f.close()
print(f.closed)
try:
    f.write("late")
except ValueError as e:
    print(e)
with open("notes.txt") as f:
    print(f.read(2), repr(f.readline()), f.readlines())
    print(repr(f.read()), repr(f.readline()))
print(f.closed)
for line in open("notes.txt"):
    print(repr(line))
with open("notes.txt", "a") as f:
    print("four", "five", sep=",", end="!\n", file=f)
print(open("notes.txt").read())
print(len(open("notes.txt").readlines()), [l.strip() for l in open("notes.txt")])
try:
    open("missing.txt")
except FileNotFoundError as e:
    print(e)
try:
    with open("notes.txt") as f:
        f.write("x")
except OSError as e:
    print(type(e).__name__, e)
try:
    open("notes.txt", "q")
except ValueError as e:
    print(e)
g = open("notes.txt", "w")
g.write("dropped")
del g
print(open("notes.txt").read())
h = open("notes.txt")
lines = iter(h)
print(lines is h, next(lines), next(lines, "end"))
h.close()
try:
    next(h)
except ValueError as e:
    print(e)
