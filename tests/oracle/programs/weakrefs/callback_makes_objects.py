# A callback may bind again the very name whose deletion called it: del takes the name away first.
import weakref
class Node:
    def __init__(self, n):
        self.n = n
log = []
def gone(ref):
    global current, watch
    log.append(len(log))
    if len(log) < 3:
        current = Node(len(log))
        watch = weakref.ref(current, gone)
current = Node(0)
watch = weakref.ref(current, gone)
del current
print(log, current.n)
current = None
print(log, current.n, watch() is current)
