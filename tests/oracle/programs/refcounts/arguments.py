# The caller's stack and the callee's local each hold an argument.
import sys
class Node:
    def count(self):
        return sys.getrefcount(self)
    def pass_on(self, other):
        return other.count(), self.count()
def count(x):
    y = x
    return sys.getrefcount(x), sys.getrefcount(y)
def by_default(x=None):
    return sys.getrefcount(x) > 1000
n = Node()
print(n.count())
print(Node().count())
print(n.pass_on(n))
print(count(n))
print(by_default())
m = n.count
print(sys.getrefcount(n), m())
del m
print(sys.getrefcount(n))
