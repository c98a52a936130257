"""A tree whose nodes know their parents"""
import gc

class Node:
    pass

root = Node()

new = Node()
root.left = new
new.parent = root

new = Node()
root.right = new
new.parent = root

new = Node()
root.left.left = new
new.parent = root.left

new = Node()
root.left.right = new
new.parent = root.left

new = Node()
root.right.left = new
new.parent = root.right

new = Node()
root.right.right = new
new.parent = root.right

new = Node()
root.left.left.left = new
new.parent = root.left.left

new = Node()
root.left.left.right = new
new.parent = root.left.left

new = Node()
root.left.right.left = new
new.parent = root.left.right

new = Node()
root.left.right.right = new
new.parent = root.left.right

new = Node()
root.right.left.left = new
new.parent = root.right.left

new = Node()
root.right.left.right = new
new.parent = root.right.left

new = Node()
root.right.right.left = new
new.parent = root.right.right

new = Node()
root.right.right.right = new
new.parent = root.right.right

del new

root = root.left

root.parent = None

gc.collect()
