# None, True, small ints and the empty tuple never die; their count stands still.
import sys
before = sys.getrefcount(None)
a = None
b = [None, None, None]
print(sys.getrefcount(None) == before)
print(sys.getrefcount(None) == sys.getrefcount(True))
print(sys.getrefcount(None) == sys.getrefcount(5))
print(sys.getrefcount(None) == sys.getrefcount(()))
print(sys.getrefcount(None) == sys.getrefcount(""))
print(sys.getrefcount(None) == sys.getrefcount("a"))
print(sys.getrefcount(None))
