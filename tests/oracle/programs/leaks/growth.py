# Counting live instances to see what grows.
import gc
class Session:
    pass
class Data:
    def __init__(self, session):
        self.session = session
def live(kind):
    return len([o for o in gc.get_objects() if type(o) is kind])
gc.disable()
gc.collect()
history = []
def work(leak):
    s = Session()
    s.data = [Data(s), Data(s)]
    if leak:
        history.append(s.data[0])
before = live(Data)
for i in range(5):
    work(False)
print("cycles wait", live(Session), live(Data) - before)
print("collected", gc.collect())
print("after", live(Session), live(Data))
for i in range(5):
    work(i % 2 == 0)
gc.collect()
print("leaked", live(Session), live(Data), len(history))
holders = [type(h).__name__ for h in gc.get_referrers(history[0])]
print(sorted(holders))
del holders
history.clear()
print("cured", gc.collect(), live(Session), live(Data))
class Counted:
    count = 0
    def __init__(self):
        Counted.count += 1
    def __del__(self):
        Counted.count -= 1
pool = [Counted() for i in range(4)]
print(Counted.count)
pool.pop()
print(Counted.count)
del pool
print(Counted.count)
gc.enable()
