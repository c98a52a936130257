# Functions whose constants are equal have one tuple of them, so each constant is held once less.
import gc, sys


def f():
    return 1000


def g():
    return 1000


def h():
    return 1000, "a b"


def k():
    "a b"
    return 1000


x = 1000
s = "a b"
print(sys.getrefcount(x), sys.getrefcount(s))


def of_floats(a):
    return a * 2.5


def of_floats_too(b):
    return b + 2.5


both = [lambda: 2.5, lambda: 2.5, lambda y: 2.5]
z = 2.5
print(sys.getrefcount(z))
del both
print(sys.getrefcount(z))
del f
print(sys.getrefcount(x))
del g
gc.collect()
print(sys.getrefcount(x), x == h()[0] == k(), s is h()[1])


class Node:
    def left(self):
        return ("l r", 5.5)

    def right(self):
        return ("l r", 5.5)

    def up(self):
        return 5.5, "l r"


n = Node()
print(n.left() is n.right(), n.left() is n.up(), sys.getrefcount(n.left()), sys.getrefcount(n.up()))
print(sys.getrefcount(5.5), sys.getrefcount(n.left()[0]))


def one(a=77777):
    return a, 77777


def two(a=77777):
    return a, 77777


print(sys.getrefcount(one()[0]), one()[0] is two()[1], one.__code__ is two.__code__)
