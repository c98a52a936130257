# A weak way back makes a tree without cycles: it dies at once.
import gc
import weakref
class Tree:
    def __init__(self, name):
        self.name = name
        self.children = []
    def add(self, child):
        child.parent = weakref.ref(self)
        self.children.append(child)
        return child
    def __del__(self):
        print("del", self.name)
gc.collect()
root = Tree("root")
leaf = root.add(Tree("left"))
root.add(Tree("right"))
print(leaf.parent().name)
root = None
print(leaf.parent())
leaf = None
print(gc.collect())
