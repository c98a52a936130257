# The order of classes, super, overriding, attributes of classes and instances.
class A:
    tag = "a"
    def __init__(self, *args):
        print("A", args)
        self.from_a = args
    def who(self):
        return "A"
    def chain(self):
        return ["A"]
class B(A):
    tag = "b"
    def __init__(self, x, *rest):
        print("B", x)
        super().__init__(*rest)
    def who(self):
        return "B" + super().who()
    def chain(self):
        return ["B"] + super().chain()
class C(A):
    def __init__(self, *args):
        print("C", args)
        super().__init__(*args)
    def chain(self):
        return ["C"] + super().chain()
class D(B, C):
    def chain(self):
        return ["D"] + super().chain()
d = D(1, 2, 3)
print([k.__name__ for k in D.__mro__], d.chain(), d.who(), d.tag, d.from_a)
print(issubclass(D, A), issubclass(D, (int, C)), isinstance(d, B), isinstance(d, (str, A)), D.__bases__ == (B, C))
try:
    class Bad(A, D):
        pass
except TypeError as e:
    print(str(e).split("\n")[0])
A.late = "added later"
print(d.late, hasattr(d, "late"), "late" in A.__dict__, "late" in d.__dict__)
d.tag = "own"
print(d.tag, D.tag, B.tag)
del d.tag
print(d.tag)
B.tag = "b2"
print(d.tag, D().tag if False else "no")
print(A.who(d), B.who(d), super(D, d).who(), super(B, d).chain())
class E(A):
    who = None
    def __eq__(self, other):
        return True
try:
    E().who()
except TypeError as e:
    print(e)
try:
    hash(E())
except TypeError as e:
    print(e)
try:
    {E(): 1}
except TypeError as e:
    print(e)
print(type(d).__name__, type(d).__mro__[1].__name__, d.__class__ is D, D.__name__, D.__qualname__ if False else "D")
class Meta:
    def __getitem__(self, k):
        return k
print(Meta()[1], Meta()["a", 2])
