# What a script hangs onto a module dies with it, as the modules go at exit.
import gc, sys, weakref
class Node:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = Node("a")
def f(): pass
gc.x = Node("gc.x"); sys._z = Node("sys._z"); weakref.x = Node("w.x")
gc.f = f
b = Node("b")
