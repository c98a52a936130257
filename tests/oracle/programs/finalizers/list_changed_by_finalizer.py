import gc
class A:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n, len(x))
        x.append(A2(self.n))
class A2:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del2", self.n)
x = [A(1), A(2), A(3)]
x.clear()
print(len(x))
x[0:2] = []
print(len(x))
x = [A(7)]
x[0] = 4
print(x[0], len(x))
