# Exceptions raised in special methods reach the caller and leave nothing behind.
import sys
class Bad:
    def __eq__(self, other):
        raise ValueError("eq")
    def __hash__(self):
        raise ValueError("hash")
    def __bool__(self):
        raise ValueError("bool")
    def __len__(self):
        raise ValueError("len")
    def __getitem__(self, k):
        raise ValueError("getitem")
    def __repr__(self):
        raise ValueError("repr")
    def __str__(self):
        raise ValueError("str")
    def __iter__(self):
        raise ValueError("iter")
    def __contains__(self, x):
        raise ValueError("contains")
    def __lt__(self, other):
        raise ValueError("lt")
    def __call__(self):
        raise ValueError("call")
    def __enter__(self):
        raise ValueError("enter")
    def __exit__(self, *a):
        raise ValueError("exit")
    def __add__(self, other):
        raise ValueError("add")
b = Bad()
actions = [lambda: b == 1, lambda: [b] == [1], lambda: b in [1], lambda: {b: 1}, lambda: not b, lambda: len(b),
           lambda: b[0], lambda: repr(b), lambda: str(b), lambda: print([1, b]), lambda: 5 if b else 0,
           lambda: list(b), lambda: 1 in b, lambda: sorted([b, b]), lambda: b(), lambda: b + 1, lambda: f"{b}",
           lambda: [1, b].index(2), lambda: max([b, b]), lambda: [b].count(1), lambda: dict([(b, 1)]),
           lambda: tuple(b), lambda: [*b], lambda: (1, 2, b) < (1, 2, b), lambda: sum([b, 1])]
before = sys.getrefcount(b)
for a in actions:
    try:
        a()
        print("no error")
    except ValueError as e:
        print("ValueError", e)
    except TypeError as e:
        print("TypeError", e)
print(sys.getrefcount(b) - before)
try:
    with b:
        print("never")
except ValueError as e:
    print(e)
