# Sorted, min, max: keys that change what is looked at.
l = [3, 1, 2]
print(sorted(l, key=lambda x: l.pop() if l else 0), l)
l = [3, 1, 2]
print(min(l, key=lambda x: (l.clear(), x)[1]), l)
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        l.clear()
        return self.n < o.n
    def __gt__(self, o):
        l.clear()
        return self.n > o.n
    def __del__(self): print("del", self.n)
l = [A(2), A(1), A(3)]
print(min(l).n, l)
l = [A(2), A(1), A(3)]
print(max(l).n, l)
l = [A(2), A(1), A(3)]
print([a.n for a in sorted(l)], l)
