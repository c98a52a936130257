# Sizes, tracking and references of every iterator.
import sys,gc
class S:
    def __getitem__(self,i): raise IndexError
    def __len__(self): return 0
d={1:2}
for o in (enumerate([]),zip(),zip([],[]),map(len,[]),map(max,[],[]),filter(None,[]),reversed(()),reversed("a"),reversed(S()),iter(S()),iter(lambda:1,1),reversed([]),reversed(d),reversed(d.keys()),reversed(d.values()),reversed(d.items()),iter(d.items()),iter(d),reversed(range(3)), iter("a"), iter("é"),iter(range(3)),iter({1}), reversed(b"a"), iter(b"a")):
    print(type(o), sys.getsizeof(o), gc.is_tracked(o), [type(x).__name__ for x in gc.get_referents(o)])
    try: 
        import weakref; weakref.ref(o); print("weak")
    except TypeError as e: pass
