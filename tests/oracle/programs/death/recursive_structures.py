# Trees and chains die from the top, each with its __del__ first.
class Node:
    def __init__(self, name, *children):
        self.name = name
        self.children = list(children)
    def __del__(self):
        print("del", self.name, len(self.children))
tree = Node("root", Node("a", Node("a1"), Node("a2")), Node("b", Node("b1")))
print("-- keep a branch")
branch = tree.children[0]
tree = None
print("-- branch goes")
branch = None
class Link:
    def __init__(self, n, next):
        self.n = n
        self.next = next
    def __del__(self):
        print(self.n, end=" ")
chain = None
for i in range(40):
    chain = Link(i, chain)
middle = chain.next.next.next
print("-- head")
chain = None
print()
print("-- cut in the middle")
walk = middle
while walk.n > 20:
    walk = walk.next
rest = walk.next
walk.next = None
middle = walk = None
print()
print("-- rest", rest.n)
rest = None
print()
nest = Node("deep")
for i in range(5):
    nest = [nest, (nest,)]
print("-- nested")
nest = None
print("-- end")
