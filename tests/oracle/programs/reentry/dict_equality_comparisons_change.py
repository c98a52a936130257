# Dict equality with comparisons that change either.
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        a.clear()
        b.clear()
        print("eq", self.n)
        return True
a = {i: V(i) for i in range(3)}
b = {i: V(i + 10) for i in range(3)}
print(a == b, a, b)
a = {i: V(i) for i in range(3)}
b = {i: V(i + 10) for i in range(3)}
try: print(a.items() == b.items())
except RuntimeError as e: print(e, a, b)
a = {i: V(i) for i in range(3)}
print((1, 5) in a.items(), a)
a = {i: V(i) for i in range(3)}
print(5 in a.values(), a)
