# What is printed while print() makes its texts comes between them.
class A:
    def __str__(self):
        print("inner", "x"); return "A"
    __repr__ = __str__
print("a", A(), [A()], "b", A(), end="|\n")
print("z", (A(), {1: A()}))
