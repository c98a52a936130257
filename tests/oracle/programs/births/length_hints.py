"""What asking iterators for their length makes in passing."""
import gc, sys
n = gc.get_count
class Q:
    def __len__(self): return 1
    def __getitem__(self, i):
        if i >= 1: raise IndexError(i)
        return i
q=Q()
l=[1,2,3]
d={1:2}
s={1}
def f(t, k):
    gc.set_threshold(0)
    keep = [[] for x in range(30)]
    gc.collect()
    gc.set_threshold(t,100,100)
    if k == 0: list(iter(l))
    elif k == 1: list(reversed(l))
    elif k == 2: list(iter(d))
    elif k == 3: list(iter(s))
    elif k == 4: list(iter((1,2)))
    elif k == 5: list(iter("ab"))
    elif k == 6: list(iter(range(4)))
    elif k == 7: list(reversed(d))
    elif k == 8: list(map(str,l))
    elif k == 9: list(enumerate(l))
    elif k == 10: list(zip(l))
    elif k == 11: tuple(iter(l))
    elif k == 12: set(iter(l))
    elif k == 13: sorted(iter(l))
    elif k == 14: [].extend(iter(l))
    elif k == 15: x=[]; x+=iter(l)
    elif k == 16: [*iter(l)]
    elif k == 17: list(x for x in l)
    elif k == 18: list(d.items())
    elif k == 19: list(iter(b"ab"))
    elif k == 20: list(reversed(range(3)))
    elif k == 21: tuple(reversed(q))
    elif k == 22: tuple(x for x in l)
    elif k == 23: list(reversed("ab"))
    elif k == 24: print(*iter(l))
    elif k == 25: a, *b = iter(l)
    elif k == 26: dict(iter([(1,2)]))
    elif k == 27: sum(iter(l)), max(iter(l)), any(iter(l))
    elif k == 28: "".join(iter(["a"]))
    elif k == 29: l[:] = iter([1,2,3])
    elif k == 30: bytes(iter(l))
    elif k == 31: list(iter(q)); tuple(q)
    r = n()
    gc.set_threshold(0)
    return r
for k in range(32):
    print(k, [f(t, k)[:2] for t in range(1, 9)])
import gc, sys
class Q:
    def __len__(self): return 1
    def __getitem__(self, i):
        if i >= 1: raise IndexError(i)
        return i
n = gc.get_count
q=Q()
def f(t, k):
    gc.set_threshold(0)
    keep = [[] for x in range(30)]
    gc.collect()
    gc.set_threshold(t,100,100)
    if k == 0: list(reversed(q))
    elif k == 1: reversed(q)
    elif k == 2: list(q)
    elif k == 3: [x for x in q]
    elif k == 4: tuple(q)
    elif k == 5:
        for x in reversed(q): pass
    elif k == 6: list(iter(q))
    elif k == 7: list(range(3))
    elif k == 8: len(q)
    elif k == 9: 
        try: fooo
        except NameError as e: pass
    elif k == 10:
        try: list(reversed(5))
        except TypeError as e: pass
    r = n()
    gc.set_threshold(0)
    return r
for k in range(11):
    print(k, [f(t, k)[:2] for t in range(1, 12)])
    print(k, [f(t, k)[:2] for t in range(1, 12)])
