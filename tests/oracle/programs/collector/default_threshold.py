# 3.13 starts a collection when 2001 more containers were made than freed.
import gc
class Node:
    pass
gc.collect()
keep = []
i = 0
while gc.get_count()[1] == 0:
    keep.append(Node())
    i = i + 1
print(i)
