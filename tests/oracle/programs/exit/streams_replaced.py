"""What stands for sys.stdout and sys.stderr at the end is flushed twice, asked whether it is closed in between, and
gives way to the interpreter's own streams; sys.argv goes before it."""
import gc
import sys


class Stream:
    def __init__(self, name, out):
        self.name, self.out = name, out
        self.asked = 0

    def write(self, text):
        return self.out.write(text)

    def flush(self):
        self.asked += 1
        self.out.write("flush %s %d %d\n" % (self.name, self.asked, sys.getrefcount(self)))
        if self.name == "err" and self.asked == 1:
            raise ValueError("forgotten")

    @property
    def closed(self):
        self.out.write("closed? %s\n" % self.name)
        return self.name == "shut"

    def __del__(self):
        self.out.write("del %s\n" % self.name)


class Last:
    def __del__(self):
        print("last of", type(sys.stdout).__name__, sys.argv)


shut = Stream("shut", sys.stdout)
print("flushed", file=shut, flush=True)
gc.collect()
before = gc.get_count()
print("again", file=shut, flush=True)
after = gc.get_count()
print(before, after)
del shut
sys.argv.append(Last())
keep = Last()
out = sys.stdout
sys.stdout = Stream("out", out)
sys.stderr = Stream("err", out)
del out
print("the end")
