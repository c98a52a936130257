# Isinstance and issubclass while tuples of classes die.
class A: pass
class B(A): pass
t = (int, (str, (A,)))
print(isinstance(B(), t), issubclass(B, t))
try: isinstance(1, (str, 5))
except TypeError as e: print(e)
try: isinstance(1, 5)
except TypeError as e: print(e)
print(isinstance(1, (int, 5)))
