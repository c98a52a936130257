# __del__ is inherited and may be overridden, as any method.
class Base:
    def __del__(self):
        print("base", type(self).__name__)
class Child(Base):
    pass
class Other(Base):
    def __del__(self):
        print("other")
        Base.__del__(self)
a = Base()
b = Child()
c = Other()
del b
del c
del a
