# Young collections are counted; after more than threshold1 of them the middle generation goes along.
import gc
class Node:
    def __del__(self):
        global dead
        dead = dead + 1
dead = 0
before = 0
at = [None] * 20
young = [None] * 20
middle = [None] * 20
died = [None] * 20
n = 0
keep = [None] * 200
gc.collect()
gc.set_threshold(20, 2, 1000)
for i in range(150):
    node = Node()
    node.me = node
    if i % 5 == 0:
        keep[i] = node
    count = gc.get_count()
    if dead > before:
        at[n] = i
        young[n] = count[1]
        middle[n] = count[2]
        died[n] = dead - before
        before = dead
        n = n + 1
gc.set_threshold(2000, 10, 10)
print(at)
print(young)
print(middle)
print(died)
