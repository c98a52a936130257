# Comparison chains, identity, membership, and/or that give back an operand.
print(1 < 2, 2 <= 2, 3 > 4, 3 >= 4, 1 == 1.0, 1 != 2)
print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 1, 1 == 1 == 1)
print("a" < "b", "abc" < "abd", [1, 2] < [1, 3], (1,) < (1, 0), "Z" < "a")
print(None is None, [] is [], [] == [])
print(2 in [1, 2], 3 in (1, 2), "b" in "abc", "k" in {"k": 1}, 1 not in [1])
print(0 or "x", 1 and "y", "" or [] or None, 1 and 0 and 2, not [])
print("yes" if 1 else "no", "yes" if [] else "no")
def noisy(x):
    print("noisy", x)
    return x
print(noisy(0) and noisy(1), noisy(2) or noisy(3), noisy(1) < noisy(0) < noisy(5))
