# sys.stderr is asked for its write method: whatever stands there.
import sys


class Out:
    def __init__(self, fails=()):
        self.got = []
        self.fails = fails

    def write(self, text):
        self.got.append(text)
        if len(self.got) in self.fails:
            raise OSError(len(self.got))

    def flush(self):
        self.got.append(None)


class Half:
    got = []

    def write(self, text):
        self.got.append(text)


class Bad:
    def __repr__(self):
        raise KeyError("repr")

    def __call__(self):
        raise ValueError("called", 1)


class Fails:
    __del__ = None


class Text(Exception):
    def __str__(self):
        raise KeyError("no")


class Calls:
    def __del__(self):
        raise ValueError


class Texts:
    def __del__(self):
        raise Text


def rec(n):
    if n:
        rec(n - 1)
    else:
        raise StopIteration("end")


class Deep:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        rec(self.n)


def ignores():
    try:
        yield 1
    finally:
        yield 2


def shown(texts):
    return [t for t in texts if t is None or ("0x" not in t and " File " not in t)]


def told(out, f, *args):
    old, sys.stderr = sys.stderr, out
    f(*args)
    sys.stderr = old
    print(len(out.got) if out else "-", shown(out.got) if out else "-")


def close():
    g = ignores()
    next(g)


Fails.__del__ = Bad()
told(Out(), Fails)
told(Out(), Calls)
told(Out(), Texts)
told(Out(), close)
for n in (0, 1, 2, 3, 4, 5, 9):
    told(Out(), Deep, n)
told(None, Calls)
told(Half(), Calls)
for n in range(1, 12):
    told(Out((n,)), Calls)
told(Out((1, 2)), Calls)
told(Out((3, 12)), Calls)
