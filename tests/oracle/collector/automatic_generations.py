# Young collections are counted; after more than threshold1 of them the middle generation goes along.
import gc
class Node:
    pass
generations = [None] * 20
collected = [None] * 20
n = 0
def note(phase, info):
    global n
    if phase == "stop":
        generations[n] = info["generation"]
        collected[n] = info["collected"]
        n = n + 1
keep = [None] * 200
gc.collect()
gc.callbacks.append(note)
gc.set_threshold(20, 2, 1000)
for i in range(150):
    node = Node()
    node.me = node
    if i % 5 == 0:
        keep[i] = node
gc.callbacks.clear()
gc.set_threshold(2000, 10, 10)
print(generations)
print(collected)
