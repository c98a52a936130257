# References that print() holds while it makes a text.
import sys, gc
class A:
    def __str__(self):
        return str(sys.getrefcount(self))
a = A()
print(a)
print(a, a)
print(str(a))
