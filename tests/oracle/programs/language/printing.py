# print: separators, ends, nested containers, instances of built-in types.
print()
print(1, "two", 3.0, None, True)
print("a", "b", sep="-")
print("no newline", end="")
print("!", end="\n")
print([1, "a", (2.5, None)], {"k": ["v"]}, [[]], ((),))
print(range(3), range(1, 10, 2), list(range(3)))
print(type(1), type("a"), type([]), type(None), type(type))
class Node:
    pass
print(Node, type(Node()), Node.__name__)
print(repr(1), repr("a"), str("a"), repr([None]))
