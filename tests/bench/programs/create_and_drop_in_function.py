# Make an instance and drop the one before, in a function.
class Node:
    pass
N = 1000000
def work():
    for i in range(N):
        x = Node()
    return i
print(work())
