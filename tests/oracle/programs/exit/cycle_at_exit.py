# Cycles left over are collected at exit.
import gc
class Node:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
lone = Node("lone")
print("end")
