# Without a function of the script the namespace dies in insertion order: the target, then the list.
import gc
import weakref
class Node:
    pass
log = []
first = Node()
refs = [weakref.ref(first, log.append)]
print(len(log), refs[0]() is first)
second = first
del first
print(len(log))
second = None
print(len(log), log[0] is refs[0], log[0]())
