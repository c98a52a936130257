# SystemExit is an exception: finally blocks run, objects die, then the exit's order.
import sys
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
g = T("global")
def work():
    t = T("local")
    try:
        sys.exit(0)
    finally:
        print("finally")
try:
    sys.exit(3)
except SystemExit as e:
    print("caught", e.code, e.args)
try:
    sys.exit("text")
except BaseException as e:
    print(type(e).__name__, e.code)
try:
    raise SystemExit
except SystemExit as e:
    print(e.code)
work()
print("never printed")
