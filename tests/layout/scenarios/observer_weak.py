"""Observers, known by weak references"""
import weakref

class Subject:
    pass

class Observer:
    pass

subject = Subject()

subject.observers = []

o0 = Observer()
o0.subject = subject

subject.observers.append(weakref.ref(o0))

o1 = Observer()
o1.subject = subject

subject.observers.append(weakref.ref(o1))

o2 = Observer()
o2.subject = subject

subject.observers.append(weakref.ref(o2))

o3 = Observer()
o3.subject = subject

subject.observers.append(weakref.ref(o3))

o4 = Observer()
o4.subject = subject

subject.observers.append(weakref.ref(o4))

o5 = Observer()
o5.subject = subject

subject.observers.append(weakref.ref(o5))

del o2

del o4

del subject
