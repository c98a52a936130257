"""Whether lists of different lengths are equal is known without asking their items; order is not, and
tuples ask theirs all the same."""
import sys


class Loud:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print("eq", self.name, sys.getrefcount(self))
        return NotImplemented

    def __lt__(self, other):
        print("lt", self.name)
        return True


class Heir(list):
    pass


a, b, c = Loud("a"), Loud("b"), Loud("c")
print([a] == [b, c], [a, b] == [c], [a] == [b])
print([a] != [b, c], [a, b] != [c], [a] != [b])
print([a] == [], [] == [a], [] != [a], [] == [])
print([a] < [b, c], [a, b] < [a])
print((a,) == (b, c), (a, b) != (c,))
print(Heir([a]) == [b, c], [b, c] != Heir([a]), Heir([a]) == Heir([b]))
print([[a], 1] == [[b, c], 1], [[a]] in [[[b], 1]])
print([[a], [b]].index([b]), [[a, b], [a]].count([a]))
print({"x": [a]} == {"x": [b, c]})
