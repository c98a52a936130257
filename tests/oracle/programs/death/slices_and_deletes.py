# Who dies when parts of lists are replaced or deleted, and in which order.
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def row(*names):
    return [T(n) for n in names]
l = row("a", "b", "c", "d", "e")
print("-- del one")
del l[1]
print("-- del slice")
del l[1:3]
print("-- left", [t.name for t in l])
l[:] = row("f", "g", "h")
print("-- replace inner")
l[1:2] = row("i", "j", "k")
print("-- left", [t.name for t in l])
l[::2] = row("1", "2", "3")
print("-- left", [t.name for t in l])
del l[::-2]
print("-- left", [t.name for t in l])
print("-- pop and forget")
l.pop()
print("-- pop and keep")
x = l.pop(0)
print("-- insert, extend")
l.insert(0, T("m"))
l.extend(row("n", "o"))
l += row("p")
print("-- remove")
l.remove(l[2])
print("-- reverse")
l.reverse()
print("-- left", [t.name for t in l])
l[0] = l[1]
print("-- times")
l *= 2
print(len(l))
print("-- clear")
l.clear()
print("-- x")
x = l
print("-- slices are copies")
l = row("q", "r")
m = l[:]
del l[:]
print("-- m")
m = m[1:]
print("-- end")
