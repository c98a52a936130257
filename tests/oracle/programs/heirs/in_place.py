class W:
    def __radd__(self, o): return 'radd'
    def __iter__(self): return iter([7])
class A(list):
    def __add__(self, o): return 'add'
class L(list): pass
class T(tuple): pass
class D(dict): pass
x = A([1]); x += [2]; print(x)
x = A([1]); x += W(); print(x)
x = L([1]); x += W(); print(x)
x = T((1,)); x += W(); print(x)
x = L([1]); y = x; x *= 2; print(x, x is y)
x = [1]; x += W(); print(x)
x = L([1]); x += L([2]); print(x, type(x).__name__)
x = L([1]); x += x; print(x)
