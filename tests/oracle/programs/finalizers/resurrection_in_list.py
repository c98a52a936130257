# A resurrected object may come back inside a container.
import sys
saved = []
class Phoenix:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
        saved.append(self)
l = [Phoenix(0), Phoenix(1)]
l = None
print(len(saved), saved[0].n, saved[1].n)
print(sys.getrefcount(saved[0]))
saved.clear()
print("cleared", len(saved))
