# What a script hangs onto a module dies with it, as the modules go at exit.
import gc, sys, weakref
class Node:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = Node("a")
class W(weakref.WeakValueDictionary):
    def __del__(self): print("W")
weakref.x = W()
weakref.x["a"] = a
weakref.y = Node("y")
b = Node("b")
