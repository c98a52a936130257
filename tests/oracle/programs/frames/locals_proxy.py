"""f_locals of a function's frame: a proxy of its variables (PEP 667)."""
import gc
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def __repr__(self):
        return "Noisy(" + self.name + ")"


def fail(a, b=2, *rest, **more):
    x = [a]
    raise ValueError(a)


def frame_of(call, *args):
    try:
        call(*args)
    except ValueError as e:
        return e.__traceback__.tb_next.tb_frame


frame = frame_of(fail, 1)
proxy = frame.f_locals
print(type(proxy), sys.getsizeof(proxy), gc.is_tracked(proxy), sys.getrefcount(proxy))
print(sys.getrefcount(frame), gc.get_referents(proxy) == [frame])
print(proxy, repr(proxy), str(proxy), f"{proxy}")
print(len(proxy), bool(proxy), list(proxy), tuple(proxy), "x" in proxy, "zz" in proxy, 3 in proxy)
print(proxy["a"], proxy["x"], proxy.get("x"), proxy.get("zz"), proxy.get("zz", 7))
print(type(proxy.keys()), proxy.keys(), proxy.values(), proxy.items())
print(reversed(proxy), type(reversed(proxy)), type(iter(proxy)))
print([k for k in proxy], dict(proxy), {**proxy}, list(proxy.items())[0])
print(proxy is frame.f_locals, proxy == frame.f_locals, proxy != frame.f_locals)
print(proxy == {"a": 1, "b": 2, "rest": (), "more": {}, "x": [1]}, proxy == {}, {} == proxy, proxy == 3, proxy != {})
print(proxy.__contains__("a"), proxy.__getitem__("a"))
print(proxy | {"z": 1}, {"z": 1} | proxy, proxy | proxy)
print(max(proxy), sorted(proxy), "%(a)s" % proxy)


def attempt(action):
    try:
        print("got", action())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: proxy["zz"])
attempt(lambda: proxy[3])
attempt(lambda: proxy[[]])
attempt(lambda: [] in proxy)
attempt(lambda: proxy.get())
attempt(lambda: proxy.get(1, 2, 3))
attempt(lambda: proxy.setdefault())
attempt(lambda: hash(proxy))
attempt(lambda: proxy | 3)
attempt(lambda: 3 | proxy)
attempt(lambda: proxy.update(3))
attempt(lambda: proxy < proxy)
attempt(lambda: proxy.pop("a"))
attempt(lambda: proxy.clear())
attempt(lambda: {} | proxy == dict(proxy))
attempt(lambda: proxy.keys(1))


def remove():
    del proxy["a"]


attempt(remove)
# writing to a frame that has ended
proxy["a"] = 10
proxy["new"] = 11
print(proxy, len(proxy), frame.f_locals["new"], "new" in proxy)
proxy.update({"b": 3, "other": 4})
print(proxy.setdefault("other", 5), proxy.setdefault("more2", 6), proxy.setdefault("a", 1))
print(proxy.keys(), proxy.values(), proxy.items()[-1], reversed(proxy))
p = proxy
p |= {"x": Noisy("x")}
print(p is proxy, proxy)
proxy["x"] = None
print("after")
proxy["new"] = Noisy("new")
del proxy, p, frame
print("frame gone")


# writing through to a frame that runs
def running():
    kept = Noisy("first")
    try:
        raise ValueError
    except ValueError as e:
        f = e.__traceback__.tb_frame
    f.f_locals["kept"] = Noisy("second")
    print(kept)
    f.f_locals["late"] = 5
    print(late if "late" in f.f_locals and False else f.f_locals["late"])
    print(list(f.f_locals))
    change(f)
    print(kept, count)
    late = 6
    print(f.f_locals["late"], len(f.f_locals))
    f = None


def change(f):
    f.f_locals["kept"] = "outer"
    f.f_locals["count"] = 9


count = 0
running()


def cells():
    shared = 1

    def inner():
        return shared
    try:
        raise ValueError
    except ValueError as e:
        f = e.__traceback__.tb_frame
    f.f_locals["shared"] = 2
    print(shared, inner(), f.f_locals["shared"], inner.__closure__[0].cell_contents)
    f = None


cells()


def generating():
    here = 1
    yield here
    yield here


g = generating()
print(g.gi_frame.f_locals, len(g.gi_frame.f_locals))
next(g)
g.gi_frame.f_locals["here"] = "changed"
print(next(g), g.gi_frame.f_locals)
f = g.gi_frame
held = f.f_locals
print(held == f.f_locals, list(held))
held["more"] = 3
print(held, f.f_locals)
del f, held, g


def back():
    mine = "mine"

    def deeper():
        try:
            raise ValueError
        except ValueError as e:
            e.__traceback__.tb_frame.f_back.f_locals["mine"] = "theirs"
    deeper()
    print(mine)


back()
print(gc.collect() >= 0)


class Key:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        print("asked", other)
        return self.text == other


frame = frame_of(fail, 1)
print(frame.f_locals[Key("a")], Key("b") in frame.f_locals, Key("no") in frame.f_locals)
frame.f_locals["".join(["r", "est"])] = 1
print(frame.f_locals)
cycle = frame.f_locals
cycle["a"] = cycle
print(cycle)
del cycle, frame
print(gc.collect())


class Body:
    try:
        raise ValueError
    except ValueError as e:
        print(type(e.__traceback__.tb_frame.f_locals))


try:
    raise ValueError
except ValueError as e:
    print(e.__traceback__.tb_frame.f_locals is globals())
