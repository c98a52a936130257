"""A tree of 120 nodes"""
class Node:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None

def build(low, high):
    if low > high:
        return None
    middle = (low + high) // 2
    node = Node(middle)
    node.left = build(low, middle - 1)
    node.right = build(middle + 1, high)
    return node

root = build(1, 120)

found = root.left.right

found.left.key = 99

found.right = None

del found

root.right = None
