# Born late in a finalizer of a cycle at exit.
class A:
    def __init__(self, n, p=print): self.n, self.p = n, p
    def __del__(self): self.p("del", self.n)
class B:
    def __del__(self):
        globals()["x"] = [A("born late")]
        print("b")
b = B()
b.b = b
