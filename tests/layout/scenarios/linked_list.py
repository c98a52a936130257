"""A list of nodes, grown at its tail, then at its head"""
class Node:
    pass

head = Node()
tail = head

tail.next = Node()
tail = tail.next

tail.next = Node()
tail = tail.next

tail.next = Node()
tail = tail.next

tail.next = Node()
tail = tail.next

tail.next = Node()
tail = tail.next

tail.next = Node()
tail = tail.next

tail.next = Node()
tail = tail.next

del tail

del head

head = Node()

new = Node()
new.next = head
head = new

new = Node()
new.next = head
head = new

new = Node()
new.next = head
head = new

new = Node()
new.next = head
head = new

del new
