# A class may say what its length, truth, equality and text are.
class Box:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
    def __eq__(self, other):
        return self.n == other.n
    def __repr__(self):
        return "Box(" + str(self.n) + ")"
class Flag:
    def __bool__(self):
        return False
    def __str__(self):
        return "flag"
print(len(Box(3)), Box(1) == Box(1), Box(1) == Box(2), Box(1) != Box(2))
print(Box(2), [Box(0), Box(1)])
print("full" if Box(1) else "empty", "full" if Box(0) else "empty")
print("set" if Flag() else "not set", Flag())
