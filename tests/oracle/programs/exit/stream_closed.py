"""A stream that says that it is closed is flushed once only; None is not flushed at all."""
import sys


class Closed:
    def __init__(self, out):
        self.out = out
        self.closed = [1]

    def write(self, text):
        return self.out.write(text)

    def flush(self):
        self.out.write("flush\n")


sys.stdout = Closed(sys.stdout)
sys.stderr = None
print("the end")
sys.exit()
