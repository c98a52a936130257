"""A collection may be due for what lives only while a class is made: type.__prepare__() and __set_name__(), bound, the
super object and object.__init_subclass__() behind it. Which generation it takes is decided when it runs."""
import gc

log = []


def told(phase, info):
    if phase == "start":
        log.append(info["generation"])


class Base:
    pass


class Plain:
    x = 1


def same(c):
    return c


def begin(*thresholds):
    gc.collect()
    log.clear()
    gc.callbacks.append(told)
    gc.set_threshold(*thresholds)


def end(what):
    gc.set_threshold(2000)
    count = gc.get_count()
    gc.callbacks.clear()
    print(what, log, count)


for thresholds in ((1, 1, 1), (1, 3, 1), (2, 1, 2), (3, 1, 1), (4, 1, 1), (5, 2, 2), (6, 1, 1), (7, 1, 1), (8, 1), (9, 1, 1), (11, 1), (13, 2), (20,)):
    print(thresholds)
    begin(*thresholds)

    class A:
        pass
    end("plain")
    begin(*thresholds)

    class B(Base, Plain):
        def f(self):
            pass
    end("two bases")
    begin(*thresholds)

    class C:
        __slots__ = ("a", "b")
    end("slots")
    begin(*thresholds)

    class D:
        __slots__ = "one"

        def g(self):
            return 1
    end("a slot")
    begin(*thresholds)

    class E(list):
        def __init__(self):
            super().__init__()
    end("heir of list")
    begin(*thresholds)

    class F:
        @property
        def p(self):
            return 1

        @p.setter
        def p(self, v):
            pass

        @staticmethod
        def s():
            pass

        @classmethod
        def c(cls):
            pass
        y = [1]
    end("descriptors")
    begin(*thresholds)

    @same
    class G(A):
        class H:
            pass
    end("in each other")
    begin(*thresholds)

    class I(Exception):
        pass
    end("exception")
    begin(*thresholds)

    class J:
        "doc"

        def __new__(cls):
            return super().__new__(cls)

        def __eq__(self, o):
            return True
        z = {1: 2}
    end("new")
    begin(*thresholds)
    for i in range(3):
        class K:
            pass
    end("in a loop")
    begin(*thresholds)

    def make():
        class L:
            def m(self):
                return L
        return L
    made = make()
    end("in a function")
    begin(*thresholds)
    try:
        class M(Base, Base):
            pass
    except TypeError as e:
        pass
    end("refused")
    begin(*thresholds)
    try:
        class N(int, str):
            pass
    except TypeError as e:
        pass
    end("in conflict")
    begin(*thresholds)
    try:
        class O:
            __slots__ = ("a", 1)
    except TypeError as e:
        pass
    end("bad slots")
    begin(*thresholds)
    try:
        class P:
            x = [1]
            raise ValueError
    except ValueError as e:
        pass
    end("raised")
    begin(*thresholds)

    class Q(*[Base, Plain]):
        a = property()
        b = property(lambda self: 1)
    end("starred")
    del A, B, C, D, E, F, G, I, J, K, Q, made
