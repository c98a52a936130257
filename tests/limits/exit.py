class Node:
    pass


nodes = [Node() for i in range(1400000)]
last = 1
