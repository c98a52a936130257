# The module sys holds an object to the very end.
import gc, sys, weakref
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
sys.foo = A("sys")
x = A("main")
print("end")
