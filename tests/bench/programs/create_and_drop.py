# Make an instance and drop the one before, at module level.
class Node:
    pass
N = 1000000
for i in range(N):
    x = Node()
print(i)
