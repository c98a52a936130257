class A:
    def __init__(self, n): self.n = n
    def __repr__(self):
        l.clear()
        d.clear()
        return "A"
l = [A(1), A(2), A(3)]
d = {}
print(l)
d = {1: A(1), 2: A(2)}
print(d)
l = [A(1), A(2), A(3)]
d = {A(1): A(1), A(5): A(2)}
print(d)
