# What a script hangs onto a module dies with it, as the modules go at exit.
import gc, sys, weakref
class Node:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = Node("a")
gc.x = Node("gc.x")
gc._y = Node("gc._y")
gc.z = Node("gc.z")
def f(): pass
b = Node("b")
