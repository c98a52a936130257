# Names of the module deleted by finalizers at exit.
class A:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n)
        global x, y, z
        x = y = z = None
        globals().pop("w", None)
x = A("x")
w = A("w")
y = A("y")
z = [A("z0"), A("z1")]
x.self = x
