# The list of a loop dies when the loop ends; the last item still has its name.
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("dies", self.n)
for x in [Item(0), Item(1), Item(2)]:
    print("body", x.n)
print("after", x.n)
x = None
for y in [Item(3), Item(4)]:
    break
print("broken out")
y = None
print("end")
