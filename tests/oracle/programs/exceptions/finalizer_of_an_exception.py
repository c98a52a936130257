# An exception of the script's own class has its finalizer like any object.
class E(Exception):
    def __del__(self): print("del e")
E("x")
try:
    raise E("y")
except E as e:
    print("caught")
print("end")
