# Ints, floats and tuples with heirs whose operators drop things.
class I(int):
    def __add__(self, o):
        global i
        i = None
        return int(self) + o
    def __del__(self): print("int gone")
i = I(5)
print(i + 1, i)
i = I(7)
print(1 + i, [10, 20][I(1)], "ab"[I(0)], range(I(3)))
class T(tuple):
    def __getitem__(self, n):
        global t
        t = None
        return tuple.__getitem__(self, n)
    def __del__(self): print("tuple gone")
t = T((1, 2))
print(t[1], t)
a, b = T((3, 4))
print(a, b, sum(T((1, 2))), max(T((5, 6))))
