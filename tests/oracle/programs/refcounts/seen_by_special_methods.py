# What the special methods see of the references to their arguments.
import sys, gc, weakref
rc = sys.getrefcount
class T:
    log = []
    def __init__(self, n=0): self.n = n
    def say(self, what, other=None):
        print(what, rc(self), None if other is None else rc(other))
    def __eq__(self, o): self.say("eq", o); return self is o
    def __ne__(self, o): self.say("ne", o); return self is not o
    def __lt__(self, o): self.say("lt", o); return self.n < o.n
    def __le__(self, o): self.say("le", o); return self.n <= o.n
    def __gt__(self, o): self.say("gt", o); return self.n > o.n
    def __ge__(self, o): self.say("ge", o); return self.n >= o.n
    def __hash__(self): self.say("hash"); return 1
    def __bool__(self): self.say("bool"); return True
    def __len__(self): self.say("len"); return 3
    def __getitem__(self, i): print("getitem", rc(self), rc(i) if type(i) is T else i); return i
    def __setitem__(self, i, v): print("setitem", rc(self), rc(v))
    def __delitem__(self, i): self.say("delitem")
    def __contains__(self, x): self.say("contains", x); return True
    def __iter__(self): self.say("iter"); return self
    def __next__(self): self.say("next"); raise StopIteration
    def __call__(self, *a, **k): self.say("call", a); return a
    def __enter__(self): self.say("enter"); return self
    def __exit__(self, *a): self.say("exit", a); return True
    def __getattr__(self, n): self.say("getattr " + n); return 5
    def __add__(self, o): self.say("add", o); return self
    def __radd__(self, o): self.say("radd", o); return self
    def __iadd__(self, o): self.say("iadd", o); return self
    def __sub__(self, o): self.say("sub", o); return o
    def __mul__(self, o): self.say("mul", o); return self
    def __repr__(self): self.say("repr"); return "T"
    def __str__(self): self.say("str"); return "t"
a, b = T(1), T(2)
print("compare"); a == b; a != b; a < b; a <= b; a > b; a >= b
T() == a; a == T(); T() < T(); a == 5; 5 == a
print("in"); a in [b]; a in (b,); a in {b}; a in {b: 1}; b in [T(), T()]
x = [b, a]; x.index(a); x.count(a); x.remove(a); x = [b, a]
print("list eq"); [a] == [b]; [a, b] == [a, b]; (a,) == (b,); [a] < [b]; (a, b) < (a, a); {1: a} == {1: b}; {a} == {b}; {a: 1} == {b: 1}
print("sort"); sorted([b, a]); [a, b].sort(); max(a, b); min([a, b]); max([a, b], key=lambda q: (print("key", rc(q)), q)[1])
sorted([a, b], key=lambda q: print("key", rc(q)) or q.n)
print("map"); list(map(lambda q: print(rc(q)), [a, b])); list(filter(lambda q: print(rc(q)), [a, b])); list(map(lambda p, q: print(rc(p), rc(q)), [a], [b]))
for q in map(T.say, [a], ["m"]): pass
for i, q in enumerate([a]): print(rc(a), rc(q))
for p, q in zip([a], [b]): print(rc(a), rc(q))
for q in reversed([a]): print(rc(q))
print("truth"); not a; a and 1; a or 1; bool(a); 1 if a else 2; all([a]); any([a])
while a: break
assert a
print("len"); len(a); iter(a); list(a); tuple(a); [*a]; (lambda *z: z)(*a); sum(a); min(a, default=1); set(a); dict.fromkeys(a); sorted(a); "".join(a)
for q in a: pass
try: p, q = a
except ValueError as e: print(e)
print("attr"); a.foo; getattr(a, "foo"); hasattr(a, "foo"); getattr(a, "foo", 1); T().foo
print("items"); a[1]; a[b]; a[1:2]; a[b:a]; a[1] = b; a[b] = a; del a[1]; a[T()] = T()
print("arith"); a + b; a + 1; 1 + a; a - b; a * b; sum([b], a); sum([a, b])
a += b; a += T(); T() + T(); [] + a if 0 else 0
print("call"); a(); a(b); a(b, *[a]); a(k=b); a(**{"k": b}); T()(T())
print("with")
with a: pass
with a as z: raise ValueError
with T(), T() as z: z.foo
del z
print("text"); repr(a); str(a); f"{a}"; f"{a!r}"; f"{a!s:>3}"; "%s %r" % (a, b); "%s" % a; "{}".format(a); "{0!r}".format(a); format(a, "") ; print(a, [a], (a, b), {a: b}, {a}); str([a]); repr({1: a})
print("dict"); d = {a: 1}; d[b] = 2; d.get(a); d.pop(b); d.setdefault(b, a); d == dict(d); {**d}; d | {a: 5}; d.update({b: 1}); dict([(a, b)]); {a, b}; {a} | {b}; {a} & {b}; {a} - {b}; {a}.issubset([a, b]); del d[a]; d.items() & d.items(); hash((a, b)); frozenset([a])
print(rc(a), rc(b))
w = weakref.ref(a); hash(w); w == weakref.ref(b); weakref.proxy(a).foo; weakref.proxy(a) + 1; weakref.proxy(a) == a; weakref.proxy(a)[1]; str(weakref.proxy(a)); bool(weakref.proxy(a)); len(weakref.proxy(a)); b in weakref.proxy(a)
WS = weakref.WeakSet([a]); a in WS; WS.discard(b); WK = weakref.WeakKeyDictionary(); WK[a] = 1; WK.get(b); WV = weakref.WeakValueDictionary(); WV[1] = a; WV[1]; WV.get(1)
