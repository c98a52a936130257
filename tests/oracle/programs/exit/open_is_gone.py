# At the end builtins are what they were before the start was over: open() is not there any more.
import gc, weakref


class Late:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        try:
            with open("x", "w") as f:
                f.write(self.name)
            print(self.name, len(open("x").read()), isinstance(ValueError(), Exception))
        except NameError as e:
            print(self.name, e, isinstance(e, Exception), len([1, 2]), sum([3]), super)


def again():
    return open


a, b = Late("one"), Late("two")
b.me = b
c = Late("three")
del c
atexit = weakref.finalize(a, lambda: print(again() is not None))
