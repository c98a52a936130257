import gc


class Base:
    pass


class Node(Base):
    kind = 1

    def method(self):
        pass


def types(objects):
    out = []
    for o in objects:
        out.append(type(o).__name__)
    return out


a = Node()
a.name = "a"
a.items = [1, [2]]
print(gc.get_referents(a) == [a.name, a.items, Node])
print(gc.get_referents([1, [2]]), gc.get_referents((1, 2), 3, "x", [4]), gc.get_referents())
print(gc.get_referents({"k": 1, "l": [2]}), gc.get_referents({1: "one", (2, 3): "two"}))
print(types(gc.get_referents(Node)))
print(gc.get_referents(a.method) == [Node.method, a])
print(gc.get_referents(int))
a.__dict__
print(gc.get_referents(a)[-1] is Node)


target = Node()
one = [target]
two = (target, 1)
three = {"t": target}
four = Node()
four.t = target
bound = target.method
found = gc.get_referrers(target)
print(types(found))
print(found[1] is one, found[2] is two, found[3] is three, found[4] is four)
print(len(gc.get_referrers(one)), gc.get_referrers(one)[0] is globals())
del found
del two, three, bound
print(types(gc.get_referrers(target)))
print(gc.get_referrers(target, one) == gc.get_referrers(one, target))
print(gc.get_referrers([]), gc.get_referrers())


def local():
    inner = Node()
    print(gc.get_referrers(inner))
    box = [inner]
    print(len(gc.get_referrers(inner)), gc.get_referrers(inner)[0] is box)


local()
