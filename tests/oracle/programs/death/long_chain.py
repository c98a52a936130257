# A chain of many links dies without running out of stack.
class Link:
    def __init__(self, next):
        self.next = next
head = None
for i in range(5000):
    head = Link(head)
n = 0
x = head
while x is not None:
    n = n + 1
    x = x.next
print(n)
head = None
print("gone")
