# Instances with two attributes, one of which is the instance before.
class Node:
    def __init__(self, n, other):
        self.n = n
        self.other = other
N = 300000
x = None
for i in range(N):
    x = Node(i, None)
    x.other = x.n
print(x.n)
