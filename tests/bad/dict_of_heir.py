class Names(dict):
    pass


class Node:
    pass


node = Node()
node.__dict__ = Names()
