# Observers that are never unsubscribed live as long as what they observe.
import gc
class Subject:
    def __init__(self):
        self.observers = []
    def tell(self, what):
        for o in self.observers:
            o(what)
class View:
    def __init__(self, name, subject):
        self.name = name
        self.subject = subject
        subject.observers.append(self.update)
    def update(self, what):
        print(self.name, "sees", what)
    def close(self):
        self.subject.observers.remove(self.update)
        self.subject = None
    def __del__(self):
        print("del", self.name)
gc.disable()
gc.collect()
s = Subject()
a, b = View("a", s), View("b", s)
s.tell("one")
del a
print("a is still told:")
s.tell("two")
b.close()
del b
s.tell("three")
s.observers.clear()
print("cleared", gc.collect())
c = View("c", s)
del c
del s
print("both lost")
print("collected", gc.collect())
def once(subject):
    def handler(what):
        print("handled", what)
        subject.observers.remove(handler)
    subject.observers.append(handler)
s = Subject()
once(s)
s.tell("first")
s.tell("second")
print("left", len(s.observers), gc.collect())
gc.enable()
