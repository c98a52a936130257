# A chain falls from its head: each death lets the next one go.
class Link:
    def __init__(self, n, next):
        self.n = n
        self.next = next
    def __del__(self):
        print("link", self.n)
head = None
for i in range(5):
    head = Link(i, head)
keep = head.next.next
head = None
print("kept", keep.n)
keep = None
print("end")
