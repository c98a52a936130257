# At exit finalizers still run, also after one of them has failed.
class T:
    def __init__(self, name, fail=False):
        self.name, self.fail = name, fail
    def __del__(self):
        print("del", self.name)
        if self.fail:
            raise ValueError(self.name)
one = T("one")
two = T("two", True)
three = T("three")
cycle = T("cycle", True)
cycle.me = cycle
del cycle
print("last line")
