# Tuples, slices and ranges as keys while their parts' __hash__ and __eq__ raise.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        if self.n == 2: raise ValueError("hash")
        return self.n
    def __eq__(self, o):
        if self.n == 3: raise ValueError("eq")
        return True
for make in (lambda n: K(n), lambda n: (1, K(n)), lambda n: ((K(n),),), lambda n: frozenset([K(1)]) if n == 1 else (K(n), 2)):
    for n in (1, 2, 3):
        d = {}
        try:
            d[make(n)] = 1
            print(make(n) in d, len(d), d.get(make(n)))
        except ValueError as e: print(e, len(d))
        try: print(len({make(n), make(n)}))
        except ValueError as e: print(e)
