# Deepest recursion: in repr, eq, hash, attribute, str, call.
import sys
sys.setrecursionlimit(90)
class A:
    def __repr__(self): return repr(self)
    def __str__(self): return f"{self}"
    def __eq__(self, o): return self == o
    def __hash__(self): return hash(self)
    def __getattr__(self, n): return getattr(self, n)
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __iter__(self): return iter(self)
    def __call__(self): return self()
    def __lt__(self, o): return o > self
    __gt__ = __lt__
    def __add__(self, o): return self + o
    def __contains__(self, o): return o in self
    def __getitem__(self, i): return self[i]
a = A()
for f in (repr, str, lambda a: a == 1, hash, lambda a: a.x, len, bool, iter, lambda a: a(), lambda a: a < a,
          lambda a: a + 1, lambda a: 1 in a, lambda a: a[0], lambda a: [a] == [1], lambda a: {a: 1}, lambda a: not a):
    try: f(a)
    except RecursionError as e: print(e)
