# What dies within each statement and after it.
import gc, sys, weakref
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
    def __repr__(self): return "T" + str(self.n)
    def __lt__(self, o): return self.n < o.n
    def __add__(self, o): return T(self.n + o.n)
    def __eq__(self, o): return isinstance(o, T) and self.n == o.n
    def __hash__(self): return hash(self.n)
def line(*a): print("|", *a)
[T(1), T(2)]; line("list expr"); (T(1), T(2)); line("tuple"); {T(1), T(2)}; line("set"); {T(1): T(2), T(3): T(4)}; line("dict"); {T(1): T(2), T(1): T(3)}; line("dup key"); {T(1), T(1)}; line("dup set")
T(1) + T(2) + T(3); line("sum"); T(1) == T(2); line("eq"); T(1) < T(2) < T(3); line("chain"); T(3) < T(2) < T(3); line("chain short"); T(1) and T(2); line("and"); T(1) or T(2); line("or"); not T(1); line("not")
x = T(1) if T(2) else T(3); line("cond"); x = x; line("self"); x = None; line("none")
a, b = T(1), T(2); line("pair"); a, b = b, a; line("swap"); a = b; line("a=b"); a, b = T(3), T(4); line("new pair"); a = b = T(5); line("chain"); del a, b; line("gone")
(a, b), *c = [T(1), T(2)], T(3), T(4); line("nested"); a, *c = T(6), *c; line("star"); c = a = b = None; line("x")
l = [T(i) for i in range(6)]; line("comp"); l[1:3] = [T(7)]; line("slice"); l[0], l[1] = l[1], l[0]; line("swap"); del l[::2]; line("step"); l *= 0; line("imul"); l = [T(1), T(2), T(3)]; l.sort(key=lambda t: -t.n); line("sort"); l.pop(0); line("pop"); l.pop(); line("pop"); l.remove(T(2)); line("remove"); l += [T(1)] * 3; line("x3"); l.clear(); line("clear"); l.extend(T(i) for i in range(3)); line("ext"); l[:] = l[::-1]; line("reversed"); l = [x for x in l if x.n]; line("filtered"); l = l[1:]; line("tail"); l = sorted([T(3), T(1)] + l); line("sorted"); l.insert(0, T(9)); l[0] = 0; line("set0"); l = None; line("none")
d = {"a": T(1), "b": T(2)}; d["a"] = T(3); line("set"); d.update(a=T(4), c=T(5)); line("update"); d.setdefault("a", T(6)); line("setdefault"); d.pop("b"); line("pop"); d.pop("zz", T(7)); line("pop default"); d.get("zz", T(8)); line("get"); d = {**d, "a": T(9)}; line("merge"); d |= {"c": T(10)}; line("ior"); d.popitem(); line("popitem"); dict.fromkeys([T(1), T(2)], T(3)); line("fromkeys"); d = {k: v for k, v in d.items()}; line("comp"); d.clear(); line("clear")
s = {T(1), T(2)}; s.add(T(2)); line("add dup"); s.discard(T(1)); line("discard"); s |= {T(3)}; line("or"); s &= {T(3)}; line("and"); s -= {T(3)}; line("sub"); s ^= {T(4)}; line("xor"); s.update([T(4), T(5)]); line("update"); s.pop(); line("pop"); s.clear(); line("clear"); {T(1)} | {T(1)}; line("u"); {T(1)} & {T(1)}; line("i"); frozenset([T(1), T(1)]); line("fs"); s = None
for t in [T(1), T(2)]: line("body", t)
line("after for"); t = None; line("t")
for t in (T(i) for i in range(3)):
    if t.n == 1: break
    line(t)
line("broken"); del t; line("x")
for i, t in enumerate([T(1), T(2)]): line(i, t)
line("enum"); del t; line("x")
for a, b in zip([T(1), T(2)], [T(3), T(4)]): line(a, b)
line("zip"); a = b = None; line("x")
for t in map(lambda q: T(q.n + 10), [T(1), T(2)]): line(t)
line("map"); t = None; line("x"); max(T(1), T(2)); line("max"); min([T(1), T(2)]); line("min"); sorted([T(2), T(1)]); line("sorted"); list(reversed([T(1), T(2)])); line("rev"); sum([T(1), T(2)], T(0)); line("sum"); any([T(1)]); line("any"); print([T(1)], T(2), sep="", end=" "); line("print"); str(T(1)); line("str"); f"{T(1)} {T(2)!r}"; line("f"); "%s %s" % (T(1), T(2)); line("%"); isinstance(T(1), T); line("isinst"); id(T(1)); line("id"); hash(T(1)); line("hash"); len([T(1)]); line("len"); T(1) in [T(2), T(1)]; line("in"); [T(1), T(2)].index(T(2)); line("index"); [T(1), T(2)][0]; line("sub"); [T(1), T(2)][0:1]; line("slice"); (T(1), T(2))[1]; line("tsub"); {T(1): 1}[T(1)]; line("dsub"); T(1).n; line("attr"); T(1).__dict__; line("dict"); T(1).__init__(T(2)); line("init"); getattr(T(1), "n"); line("getattr"); getattr(T(1), "zz", T(2)); line("default"); setattr(T(1), "x", T(2)); line("setattr"); type(T(1)); line("type"); callable(T(1)); line("callable"); iter([T(1)]); line("iter"); next(iter([T(1), T(2)])); line("next"); list(zip([T(1)], [T(2)])); line("zip"); list(filter(None, [T(1)])); line("filter"); dict(a=T(1)); line("dict"); weakref.ref(T(1)); line("ref"); sys.getrefcount(T(1)); line("rc"); gc.is_tracked(T(1)); line("tr"); (lambda *a, **k: None)(T(1), T(2), a=T(3)); line("lambda"); (lambda a, b=T(5): None)(T(1)); line("lambda default"); [T(1), T(2)] == [T(1), T(3)]; line("=="); [[T(1)], [T(2)]] < [[T(1)], [T(3)]]; line("<"); (T(1),) + (T(2),); line("+"); [T(1)] * 2; line("*"); [*[T(1)], *(T(2),)]; line("[*]"); {**{"a": T(1)}, **{"a": T(2)}}; line("{**}"); (y := T(1)); line("walrus"); y = None; line("x"); assert T(1); line("assert"); 
try: assert not T(1), T(2)
except AssertionError as e: line("caught", e)
line("assert gone")
try: raise ValueError(T(1), T(2))
except ValueError as e: line("caught")
line("ve")
try: T(1) + 5
except AttributeError as e: line(e)
line("te")
try: T(1)[T(2)]
except TypeError as e: line(e)
line("sub err")
try: {}[T(1)]
except KeyError as e: line(e)
line("key err")
try: T(1).foo(T(2))
except AttributeError as e: line(e)
line("attr err")
try: [T(1), T(2), 1 / 0, T(3)]
except ZeroDivisionError: line("zde")
try: (lambda a: 0)(T(1), T(2))
except TypeError: line("args")
try: a, b = T(1), T(2), T(3)
except ValueError: line("unpack")
try: a, b = [T(1), T(2), T(3)]
except ValueError: line("unpack list")
try: a, b = (T(i) for i in range(3))
except ValueError: line("unpack gen")
try: a, b, *c = [T(1)]
except ValueError: line("unpack star", "a" in globals())
try: print(a)
except NameError as e: line(e)
