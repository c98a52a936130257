# Identity stays while the object lives, whatever holds it.
class P:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return isinstance(other, P) and self.n == other.n
    def __hash__(self):
        return hash(self.n)
p, q = P(1), P(1)
print(p == q, p is q, p is not q, id(p) == id(p), id(p) == id(q))
l = [p]
i = id(p)
print(id(l[0]) == i, id(l.copy()[0]) == i, id(list(l)[0]) == i)
d = {p: q}
d[q] = p
print(len(d), list(d)[0] is p, d[p] is p)
def through(x):
    return x
print(id(through(p)) == i)
p.n = 5
print(id(p) == i, p == q)
l += [q]
before = id(l)
l.append(p)
l.sort(key=lambda o: -o.n)
print(id(l) == before, l[0] is p, l[-1] is q)
l = l + []
print(id(l) == before)
print([p] == [q], [p] == [p], q in [p], p in (q, p))
nan = float("nan")
print(nan == nan, nan is nan, nan in [nan], [nan] == [nan], [nan].count(nan), float("nan") in [nan])
print(p.n is q.n, (p, q) == (p, q), P.__init__ is P.__init__, p.__init__ is p.__init__)
print(type(p) is P, type(P) is type, type(type) is type, type(None) is type(None))
