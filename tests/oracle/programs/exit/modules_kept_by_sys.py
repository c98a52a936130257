# What a script hangs onto a module dies with it, as the modules go at exit.
import gc, sys, weakref
class Node:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = Node("a")
class D:
    def __del__(self): print("D", type(gc).__name__, sys is None, gc is None)
d = D()
gc.x = D()
weakref.x = D()
sys._x = D()
