# Rich comparison: both sides answer NotImplemented, subclass first, result dies.
class A:
    def __eq__(self, o):
        global x, y
        x = y = None
        return NotImplemented
    def __lt__(self, o):
        global x, y
        x = y = None
        return NotImplemented
    def __del__(self): print("del", type(self).__name__)
class B(A):
    def __eq__(self, o):
        print("B eq")
        return A.__eq__(self, o)
    def __gt__(self, o):
        print("B gt")
        return [1]
x, y = A(), B()
print(x == y)
x, y = A(), B()
print(x < y)
x, y = A(), A()
try: x < y
except TypeError as e: print(e)
x, y = A(), A()
print(1 < 2 < (x is None) if x == y else "no")
