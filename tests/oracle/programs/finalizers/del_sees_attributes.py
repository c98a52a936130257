# __del__ runs while the attributes are still there.
class File:
    def __init__(self, name):
        self.name = name
        self.log = []
    def __del__(self):
        self.log.append("closed")
        print(self.name, self.log)
f = File("one")
f.log.append("opened")
log = f.log
del f
print(log)
