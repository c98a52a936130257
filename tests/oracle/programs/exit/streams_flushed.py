"""What stands in sys.stdout and sys.stderr is flushed when the script has ended, and once more at the end."""
import sys

console = sys.stdout


class Loud:
    def __init__(self, name):
        self.name = name
    def write(self, text):
        console.write("<" + text.replace("\n", "/") + ">")
    def flush(self):
        console.write("flush " + self.name + "\n")
    @property
    def closed(self):
        console.write("closed? " + self.name + "\n")
        return False
    def __del__(self):
        console.write("del " + self.name + "\n")


sys.stdout = Loud("out")
sys.stderr = Loud("err")
print("text")
