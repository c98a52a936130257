# __del__ may make new objects, and they die by the same rules.
class Heir:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
        if self.n > 0:
            h = Heir(self.n - 1)
            print("made", h.n)
x = Heir(3)
x = None
print("end")
