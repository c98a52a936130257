# An instance dies before its attributes, and they go in the order the class first saw them.
class Part:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("part", self.name)
class Whole:
    def __init__(self, first):
        if first:
            self.a = Part("a")
            self.b = Part("b")
            self.c = Part("c")
        else:
            self.c = Part("c2")
            self.a = Part("a2")
            self.b = Part("b2")
    def __del__(self):
        print("whole")
w = Whole(True)
del w
w = Whole(False)
w.z = Part("z")
w = None
print("end")
