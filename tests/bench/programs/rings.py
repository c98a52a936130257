# Rings of ten objects that nobody holds: work for automatic collections.
N = 30000
LENGTH = 10
class Node:
    def __init__(self, next):
        self.next = next
def ring():
    first = last = Node(None)
    for i in range(LENGTH - 1):
        last = Node(last)
    first.next = last
for i in range(N):
    ring()
print(i)
