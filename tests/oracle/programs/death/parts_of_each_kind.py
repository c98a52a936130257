# The parts of each kind of object die in its own order.
import gc, weakref
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("~" + self.n, end=" ")
    def __iter__(self): return self
    def __next__(self): return 1
    def __call__(self, *a): return 0
    def __len__(self): return 3
    def __getitem__(self, i): return i
    def m(self): pass
class U(T):
    def sup(self): return super()
def gen(a, b): c = T("c"); yield 1; d = T("d")
def started(g): next(g); return g
def f(a=T("fd1"), b=T("fd2"), *, k=T("fk")): return lambda: (a, b)
MAKERS = [("slice", lambda: slice(T("1"), T("2"), T("3"))), ("zip", lambda: zip(T("1"), T("2"), T("3"))), ("map", lambda: map(T("f"), T("1"), T("2"))), ("filter", lambda: filter(T("f"), T("1"))), ("enumerate", lambda: enumerate(T("1"))), ("callable iter", lambda: iter(T("f"), T("s"))), ("property", lambda: property(T("g"), T("s"), T("d"), T("doc"))), ("method", lambda: T("self").m), ("super", lambda: U("self").sup()), ("super args", lambda: super(U, U("o"))), ("tuple", lambda: (T("1"), T("2"))), ("list", lambda: [T("1"), T("2")]), ("dict", lambda: {T("k1"): T("v1"), T("k2"): T("v2")}), ("frozenset", lambda: frozenset([T("1")])), ("exc", lambda: ValueError(T("1"), T("2"))), ("oserror", lambda: OSError(T("1"), T("2"), T("3"))), ("stop", lambda: StopIteration(T("1"), T("2"))), ("exit", lambda: SystemExit(T("1"))), ("nameerror", lambda: NameError(T("1"), name=T("n"))), ("attr", lambda: AttributeError(T("1"), name=T("n"), obj=T("o"))), ("import", lambda: ImportError(T("m"), name=T("n"), path=T("p"))), ("gen", lambda: gen(T("a"), T("b"))), ("gen started", lambda: started(gen(T("a"), T("b")))), ("closure", lambda: (lambda a, b: lambda: (a, b))(T("a"), T("b"))), ("defaults", lambda: lambda a=T("1"), b=T("2"), *, k=T("k"): 0), ("views", lambda: {T("k"): T("v")}.items()), ("dict iter", lambda: iter({T("k"): T("v")})), ("list iter", lambda: iter([T("1"), T("2")])), ("reversed", lambda: reversed(T("1"))), ("list rev", lambda: reversed([T("1"), T("2")])), ("ref", lambda: weakref.ref(T, T("cb"))), ("genexp", lambda: (x for x in T("it"))), ("nested", lambda: [(T("1"), [T("2")]), {1: T("3")}]), ("seq iter", lambda: iter(T("1"))), ("set", lambda: {T("1")}), ("finalize", lambda: weakref.finalize(T, T("f"), T("a"), k=T("k")).detach()), ("wvd", lambda: weakref.WeakValueDictionary(a=T("v"))), ("wkd", lambda: weakref.WeakKeyDictionary({T("k"): T("v")})), ("bound builtin", lambda: [T("1")].append), ("range slice", lambda: slice(None, T("stop"))), ("partial zip", lambda: started(zip([T("1"), T("2")], [T("3"), T("4")]))), ("partial map", lambda: started(map(lambda a: a, [T("1"), T("2")]))), ("partial enumerate", lambda: started(enumerate([T("1"), T("2")])))]
for name, make in MAKERS:
    print(name, end=": "); o = make(); print("made", end=" "); o = None; print("| cycle", end=" ")
    o = make(); l = [o]; l.append(l); del l; gc.collect(); print("-", end=" "); l = [o]; l.append(l); o = None; l = None; print("dropped", end=" "); gc.collect(); print()
