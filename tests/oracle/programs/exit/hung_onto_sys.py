# What a script hangs onto a module dies with it, as the modules go at exit.
import gc, sys, weakref
class Node:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = Node("a")
gc.garbage.append(Node("garbage"))
del gc.garbage
sys.stdin2 = Node("2")
sys.argv = Node("argv")
sys.last_exc = Node("le")
sys.path = Node("path")
b = Node("b")
