"""Nodes that know both neighbours"""
import gc

class Node:
    pass

head = Node()
tail = head

new = Node()
tail.next = new

new.prev = tail

tail = new

new = Node()
tail.next = new

new.prev = tail

tail = new

new = Node()
tail.next = new

new.prev = tail

tail = new

new = Node()
tail.next = new

new.prev = tail

tail = new

new = Node()
tail.next = new

new.prev = tail

tail = new

del new

del head

del tail

gc.collect()
